import { Button, Group, Select, Text } from "@mantine/core";
import { useState } from "react";
import type { OfficeStatus } from "../../core/api/index.ts";
import { useAsk, useCore } from "../core-client.tsx";
import { showStatus } from "../office.tsx";
import { unlockHere } from "../shell/lock.ts";
import { exactly } from "../time-words.ts";
import { locale, useWords } from "../words.ts";
import { RestoreForm } from "./restore-form.tsx";

/** The way back to a backup before anybody can sign in: for damaged data, and for a new computer. */
export function BringBack({ status, onLeave }: { status: OfficeStatus; onLeave(): void }) {
	const t = useWords("settings");
	const core = useCore();
	const copies = useAsk("backup.copies", {});
	const [file, setFile] = useState("");
	const supervisor = status.staff.find((one) => one.role === "supervisor" && one.active)?.name ?? "";
	const done = async () => {
		unlockHere();
		const now = await core.call("office.status", {});
		if (now.ok) showStatus(now.value);
	};
	const ofToday = copies.data ?? [];
	return (
		<>
			{ofToday.length > 0 && (
				<Select
					label={t("backups.copies")}
					data={[
						...ofToday.map((copy) => ({ value: copy.name, label: exactly(copy.madeAt, locale()) })),
						{ value: "", label: t("backups.backToFile") },
					]}
					allowDeselect={false}
					value={file}
					onChange={(one) => setFile(one ?? "")}
				/>
			)}
			<RestoreForm key={file} file={file || undefined} name={supervisor} onDone={() => void done()} />
			<Group>
				<Button variant="default" onClick={onLeave}>
					{t("backups.leave")}
				</Button>
			</Group>
			<Text size="sm" c="dimmed">
				{t("backups.keysWords")}
			</Text>
		</>
	);
}
