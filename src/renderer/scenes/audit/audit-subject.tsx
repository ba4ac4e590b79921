import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AuditLine } from "../../../core/api/index.ts";
import { MessageWay } from "./message-way.tsx";
import { wayTo } from "./way-to.ts";

/** The words of a line, leading to what it is about where that has a page. */
export function AuditSubject({ line, children }: { line: AuditLine; children: ReactNode }) {
	const way = wayTo(line);
	switch (way?.to) {
		case "message":
			return <MessageWay id={way.id}>{children}</MessageWay>;
		case "/contacts/$id":
			return (
				<Link to="/contacts/$id" params={{ id: way.id }}>
					{children}
				</Link>
			);
		case "/gateways/$name":
			return (
				<Link to="/gateways/$name" params={{ name: way.name }}>
					{children}
				</Link>
			);
		case "/settings":
			return (
				<Link to="/settings" search={{ tab: way.tab }}>
					{children}
				</Link>
			);
		default:
			return children;
	}
}
