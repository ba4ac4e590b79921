import { foldText } from "../contacts/index.ts";
import type { ImportKind } from "./api.ts";

/** What a header may be called, in English, French, Spanish, Swahili, Hindi, Arabic and Portuguese; compared without accents and signs. */
const caseWords: Record<string, string> = {
	name: "case name|name|full name|nom|nom complet|nombre|nombre completo|jina|jina kamili|नाम|पूरा नाम|الاسم|الاسم الكامل|اسم|nome|nome completo",
	contact_phone_number:
		"contact phone number|phone|phone number|mobile|mobile number|telephone|tel|cell|cell phone|telephone portable|numero de telephone|portable|telefono|numero de telefono|celular|movil|simu|namba ya simu|nambari ya simu|फोन|फ़ोन|फोन नंबर|मोबाइल|मोबाइल नंबर|الهاتف|رقم الهاتف|هاتف|الجوال|رقم الجوال|telefone|numero de telefone|telemovel",
	contact_phone_number_is_verified:
		"contact phone number is verified|is verified|consent|consented|consentement|consentimiento|ridhaa|idhini|सहमति|الموافقة|موافقة|consentimento",
	commcare_email_address:
		"commcare email address|email|e mail|email address|courriel|adresse e mail|correo|correo electronico|barua pepe|ईमेल|البريد الالكتروني|البريد الإلكتروني|e mail address",
	language_code: "language code|language|lang|langue|idioma|lugha|भाषा|اللغة|لغة|lingua",
	time_zone: "time zone|timezone|fuseau horaire|zona horaria|saa za eneo|समय क्षेत्र|المنطقة الزمنية|fuso horario",
	contact_backend_id: "contact backend id",
	external_id: "external id|externalid",
	owner: "owner|owner name|owner id|case owner|proprietaire|propietario|mmiliki|मालिक|المالك|proprietario",
	close: "close",
	village: "village|kijiji|गांव|गाँव|قرية|القرية|aldea|aldeia|pueblo",
	date_of_birth:
		"date of birth|dob|birth date|birthdate|date de naissance|fecha de nacimiento|tarehe ya kuzaliwa|जन्म तिथि|जन्मतिथि|تاريخ الميلاد|data de nascimento",
};

const workerWords: Record<string, string> = {
	username:
		"username|user name|login|nom d utilisateur|identifiant|usuario|nombre de usuario|jina la mtumiaji|उपयोगकर्ता नाम|اسم المستخدم|nome de usuario|utilizador",
	first_name:
		"first name|firstname|given name|prenom|nombre|jina la kwanza|पहला नाम|الاسم الاول|الاسم الأول|primeiro nome",
	last_name:
		"last name|lastname|surname|family name|nom|nom de famille|apellido|apellidos|jina la mwisho|उपनाम|اسم العائلة|sobrenome|apelido",
	email: caseWords.commcare_email_address ?? "",
	language: caseWords.language_code ?? "",
	phone: `${caseWords.contact_phone_number}|phone number 1|phone number 2|phone 1|phone 2`,
};

const idWords: Record<"case_id" | "external_id", string> = {
	case_id: "case id|caseid",
	external_id: "external id|externalid",
};

const known = { cases: index(caseWords), workers: index(workerWords), ids: index(idWords) };

/** A header as it is compared and remembered: folded, `_`, `-` and other signs as spaces. */
export function headerKey(header: string): string {
	return foldText(header)
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
		.trim();
}

/** What a column with this header becomes, as a person would most likely have it; null: nobody knows. */
export function guessTarget(kind: ImportKind, header: string, properties: readonly string[]): string | null {
	const key = headerKey(header);
	const target = known[kind].get(key);
	if (target || key === "" || idKind(header)) return target ?? null;
	return kind === "cases" ? (properties.find((property) => headerKey(property) === key) ?? null) : null;
}

/** Whether this header is an id's, and which. */
export function idKind(header: string): "case_id" | "external_id" | null {
	return (known.ids.get(headerKey(header)) as "case_id" | "external_id" | undefined) ?? null;
}

function index(words: Record<string, string>): Map<string, string> {
	return new Map(
		Object.entries(words).flatMap(([target, list]) =>
			list.split("|").map((word) => [headerKey(word), target] as const),
		),
	);
}
