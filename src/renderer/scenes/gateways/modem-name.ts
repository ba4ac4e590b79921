/** Maker and model as people say them; some models begin with their maker's name already. Null where the modem tells neither. */
export function modemName(manufacturer: string | null, model: string | null): string | null {
	if (!manufacturer || !model) return manufacturer || model || null;
	return model.toLowerCase().startsWith(manufacturer.toLowerCase()) ? model : `${manufacturer} ${model}`;
}
