/** Label above, hint under the field, the error under the hint's field: the same on every form. */
export const fieldOrder: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
