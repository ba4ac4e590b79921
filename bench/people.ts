import { seeded } from "../src/testing/seeded.ts";

/** Invented people with names as offices meet them, the same ones for the same seed. */
export interface Person {
	name: string;
	/** Digits with country code, no plus; unique within one list. */
	digits: string;
	language: string;
	village: string;
	type: "person" | "mother" | "child";
	/** What they said when asked for consent; null: nobody asked yet. */
	answer: "yes" | "no" | null;
	/** False for the few who left no number. */
	hasPhone: boolean;
}

interface People {
	language: string;
	/** Country code and the beginnings of mobile numbers there, with how many digits follow. */
	prefixes: readonly string[];
	follow: number;
	given: readonly string[];
	family: readonly string[];
	villages: readonly string[];
}

const types = ["person", "person", "person", "person", "person", "mother", "mother", "child"] as const;
const answers = ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "no", null] as const;
const words = (text: string) => text.split(" ");

const peoples: readonly People[] = [
	{
		language: "fr",
		prefixes: ["22177", "22176"],
		follow: 7,
		given: words("Aïssatou Mariama Fatou Khady Ndèye Ousmane Mamadou Ibrahima Cheikh Élodie François Zoé Thérèse Noël"),
		family: words("Diop Ndiaye Fall Sow Ba Diallo Sène Gueye Cissé Touré N'Diaye Mbengué Faye Koné"),
		villages: words("Thiès Kédougou Sédhiou Mbour Tambacounda"),
	},
	{
		language: "es",
		prefixes: ["50257", "50255"],
		follow: 6,
		given: words("José María Ángela Lucía Íñigo Begoña Óscar Sofía Martín Inés Raúl Verónica"),
		family: words("García Pérez Núñez Muñoz López Ixchel Xicará Chávez Gutiérrez Tzul Cabrera Ordóñez"),
		villages: words("Sololá Nebaj Chichicastenango Totonicapán Cobán"),
	},
	{
		language: "ar",
		prefixes: ["24991", "24912"],
		follow: 7,
		given: words("محمد أحمد فاطمة عائشة عبد_الله خديجة إبراهيم مريم يوسف زينب عثمان آمنة"),
		family: words("الحسن عبد_الرحمن إدريس النور الطيب عثمان بشير الأمين صالح حمد"),
		villages: words("الفاشر نيالا كسلا الأبيض سنار"),
	},
	{
		language: "hi",
		prefixes: ["9198", "9179"],
		follow: 8,
		given: words("सुनीता अनिल प्रिया राजेश किरण मोहन गीता विजय लक्ष्मी अर्जुन ज्योति श्रीराम"),
		family: words("शर्मा यादव पटेल सिंह वर्मा गुप्ता कुमारी मिश्रा देवी चौधरी"),
		villages: words("सीतापुर बाराबंकी दरभंगा गया रीवा"),
	},
	{
		language: "am",
		prefixes: ["25191", "25192"],
		follow: 7,
		given: words("አበበ ሀና ተስፋዬ መሠረት ብርሃኑ ሰላም ዳዊት እመቤት ገብረ_ማርያም ትዕግስት ዮሐንስ አልማዝ"),
		family: words("ከበደ ታደሰ ወልደ_ጊዮርጊስ ኃይሉ በቀለ ደስታ ገብሬ መኮንን አሰፋ ተክሉ"),
		villages: words("ባሕር_ዳር ጎንደር ጅማ ደሴ ሐዋሳ"),
	},
	{
		language: "ru",
		prefixes: ["99670", "99655"],
		follow: 7,
		given: words("Айгуль Нурлан Светлана Бакыт Гүлнара Алексей Жылдыз Фёдор Чолпон Эмиль Майя Сергей"),
		family: words("Асанова Токтогулов Иванова Жумабеков Садыкова Ким Осмонов Петрова Бейшеналиева Йылмаз"),
		villages: words("Ош Нарын Талас Баткен Каракол"),
	},
	{
		language: "sw",
		prefixes: ["25471", "25472"],
		follow: 7,
		given: words("Wanjiku Otieno Achieng Kamau Nekesa Mwangi Amina Juma Wambui Kiprop Chebet Barasa"),
		family: words("Odhiambo Njoroge Wafula Kariuki Cheruiyot Mutua Ochieng Kilonzo Simiyu Were Ng'ang'a"),
		villages: words("Bungoma Kisumu Nakuru Garissa Voi"),
	},
];

/** `count` people; every number is different. */
export function makePeople(count: number, seed = 20260105): Person[] {
	const random = seeded(seed);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	const plain = (word: string) => word.replaceAll("_", " ");
	return Array.from({ length: count }, (_, index) => {
		const people = pick(peoples);
		const second = random() < 0.25 ? ` ${plain(pick(people.given))}` : "";
		// The running number is spread over the digits by a step that has no divisor in common with a power of ten.
		const size = 10 ** people.follow;
		const rest = String((index * 7_654_321 + 1_234) % size).padStart(people.follow, "0");
		return {
			name: `${plain(pick(people.given))}${second} ${plain(pick(people.family))}`,
			digits: `${pick(people.prefixes)}${rest}`,
			language: people.language,
			village: plain(pick(people.villages)),
			type: pick(types),
			answer: pick(answers),
			hasPhone: random() < 0.97,
		};
	});
}
