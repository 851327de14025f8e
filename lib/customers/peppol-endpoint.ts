import { plainOrgNumber } from '../references/org-number'

/** Schemes of Peppol's EAS list that Nordic and German buyers use; 0007 Swedish organisation number, 0088 GLN, 9930 German VAT number … */
export const PEPPOL_SCHEMES = ['0007', '0088', '0184', '0192', '0196', '0208', '0216', '9930'] as const

const FORMS: Readonly<Record<string, (id: string) => boolean>> = {
  '0007': (id) => /^\d{10}$/.test(id) && plainOrgNumber(id) !== null,
  '0088': (id) => /^\d{13}$/.test(id) && hasGtinCheckDigit(id),
  '0184': (id) => /^(DK)?\d{8}$/.test(id),
  '0192': (id) => /^\d{9}$/.test(id),
  '0196': (id) => /^\d{10}$/.test(id),
  '0208': (id) => /^[01]\d{9}$/.test(id),
  '0216': (id) => /^0037\d{8,13}$/.test(id),
  '9930': (id) => /^DE\d{9}$/.test(id),
}

/** Whether an id has the form its scheme wants. Whether anybody answers there only the network knows. */
export const isPeppolEndpoint = (scheme: string, id: string): boolean =>
  Object.hasOwn(FORMS, scheme) && FORMS[scheme]?.(id) === true

/** GS1: weights 1 and 3 from the left of thirteen digits. */
function hasGtinCheckDigit(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
