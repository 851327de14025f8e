/**
 * Words in a station's own free text that tell of danger although no code does ("OtherError: Emergency stop pressed"). Free text is
 * never enough to know a cause by; it is enough to keep one's hands off.
 */
const DANGER =
  /emergency|e-?stop\b|nödstopp|ground ?fa|earth|jordfel|\brcd|\bgfc?i|weld|svets|leakage|läckström|insulation|isolation|over-?\s?voltage|överspänning|smoke|brand\b|\bfire\b|tamper|lid open|door open|cable cut/i

/** Whether any of these texts tells of danger to people. */
export const tellsOfDanger = (...texts: readonly (string | null | undefined)[]): boolean =>
  texts.some((text) => text != null && DANGER.test(text))
