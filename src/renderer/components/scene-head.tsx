import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** Title of a scene, one line on what it shows, and its actions. */
export function SceneHead({ title, under, children }: { title: string; under?: ReactNode; children?: ReactNode }) {
	return (
		<Group justify="space-between" align="flex-start" gap="sm" mb="lg">
			<div>
				<Title order={1}>{title}</Title>
				{under && (
					<Text c="dimmed" size="sm">
						{under}
					</Text>
				)}
			</div>
			<Group gap="sm">{children}</Group>
		</Group>
	);
}
