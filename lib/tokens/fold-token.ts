/**
 * A token as it is compared: trimmed and in upper case (OCPP 1.6 idTags ignore case; readers differ in what they send).
 * The value as entered or sent is kept beside it.
 */
export const foldToken = (value: string): string => value.trim().toUpperCase()
