import { unwrapSignedData } from './signed-data'

/** A signed value with what the transparency software needs to check it. */
export interface TransparencyValue {
  readonly context: string
  /** As the station sent it. */
  readonly data: Buffer
  readonly encoding: string
  /** As written; null: the reader must give it. */
  readonly publicKey: string | null
}

/**
 * The file that the transparency software opens (SAFE e.V., "values" XML). OCMF stands in it as the text that was signed; what is not
 * OCMF as it came, in base64.
 */
export function transparencyXml(transactionId: string, values: readonly TransparencyValue[]): string {
  const id = escaped(transactionId)
  const entries = values.map(({ context, data, encoding, publicKey }) => {
    const { bytes, format } = unwrapSignedData(data)
    const signed =
      format === 'ocmf'
        ? `<signedData format="OCMF" encoding="plain">${text(bytes.toString('utf8').trim())}</signedData>`
        : `<signedData format="${escaped(encoding || 'unknown')}" encoding="base64">${bytes.toString('base64')}</signedData>`
    const key =
      publicKey === null ? '' : `\n    <publicKey encoding="${keyEncoding(publicKey)}">${text(publicKey)}</publicKey>`
    return `  <value transactionId="${id}" context="${escaped(context)}">\n    ${signed}${key}\n  </value>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<values>\n${entries.join('')}</values>\n`
}

/** What was signed, one record to a line. A single one is its bytes and nothing else. */
export function transparencyText(values: readonly TransparencyValue[]): Buffer {
  const bytes = values.map(({ data }) => unwrapSignedData(data).bytes)
  if (bytes.length === 1) return bytes[0] as Buffer
  return Buffer.concat(bytes.flatMap((one) => [one, Buffer.from('\n')]))
}

const keyEncoding = (key: string) => (/^[0-9a-f\s:]+$/i.test(key) ? 'hex' : 'base64')

/** Line ends too: a reader of XML would change them, and they are signed. */
const text = (content: string): string => content.replaceAll(/[<>&\r]/g, reference)
const escaped = (attribute: string): string => attribute.replaceAll(/[<>&"\r\n\t]/g, reference)
const reference = (sign: string) => `&#${sign.charCodeAt(0)};`
