import { isSecretKey } from '../configuration/secret-key'

/** Property names whose value is a secret wherever it stands in a payload. */
const SECRET_NAME =
  /^(authorizationkey|basicauthpassword|password|apnpassword|simpin|passphrase|privatekey|sharedsecret)$/i
/** Payloads that could hold one are rare: only these are parsed. */
const MAY_HOLD_SECRET = /authorizationkey|password|passphrase|privatekey|secret|simpin/i
const MASK = '••••••'

/**
 * The payload's JSON text with secrets masked: passwords and keys named so, the `value`/`attributeValue` beside a `key` or
 * `variable.name` that names one (ChangeConfiguration, GetConfiguration, SetVariables, GetVariables), the key of a VPN, a SIM's
 * PIN, passwords and one-time parts of addresses. Everything else stays as it was.
 */
export function maskSecrets(text: string): string {
  const json = maskAddresses(text)
  if (!MAY_HOLD_SECRET.test(json)) return json
  try {
    return JSON.stringify(mask(JSON.parse(json)))
  } catch {
    return MASK // cannot be read and names a secret: better nothing than a leak
  }
}

/** The secret in addresses of files, and passwords in others: `/files/<secret>/…`, `ftp://user:password@…`. */
function maskAddresses(text: string): string {
  if (!text.includes('://')) return text
  return text
    .replace(/(\/files\/)[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])/g, `$1${MASK}`)
    .replace(/(:\/\/[^\s"/@:]*:)[^\s"/@]+@/g, `$1${MASK}@`)
}

function mask(value: unknown, within = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mask(item))
  if (typeof value !== 'object' || value === null) return value
  const fields = value as Record<string, unknown>
  const variable = fields.variable as { name?: unknown } | undefined
  const namesSecret = [fields.key, fields.name, variable?.name].some(
    (name) => typeof name === 'string' && isSecretKey(name),
  )
  return Object.fromEntries(
    Object.entries(fields).map(([name, inner]) => {
      const isSecret =
        SECRET_NAME.test(name) ||
        (namesSecret && /^(value|attributeValue)$/.test(name)) ||
        (within === 'vpn' && name === 'key')
      return [name, isSecret && inner !== null && inner !== undefined ? MASK : mask(inner, name)]
    }),
  )
}
