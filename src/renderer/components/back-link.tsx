import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import classes from "./back-link.module.css";

/** Above the title of a page: the way to the list it was opened from. */
export const BackLink = createLink(({ children, ...props }: ComponentProps<"a">) => (
	<a {...props} className={classes.back}>
		{children}
	</a>
));
