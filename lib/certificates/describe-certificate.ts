import type { X509Certificate } from 'node:crypto'

/** What people and rules want to know of a certificate. */
export interface CertificateFacts {
  /** One line, e.g. `CN=SE-001, O=Laddbolaget`. */
  readonly subject: string
  readonly issuer: string
  readonly commonName: string
  readonly organisation: string
  /** Hexadecimal, lower case, without leading zeros (OCPP 2.0.1 CertificateHashDataType). */
  readonly serialNumber: string
  /** SHA-256 of the DER, hexadecimal, lower case. */
  readonly fingerprint: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly isAuthority: boolean
}

export function describeCertificate(certificate: X509Certificate): CertificateFacts {
  const { subject, issuer, serialNumber, fingerprint256, validFrom, validTo, ca } = certificate
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    commonName: attributeOf(subject, 'CN'),
    organisation: attributeOf(subject, 'O'),
    serialNumber: shortHex(serialNumber),
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: new Date(validFrom),
    notAfter: new Date(validTo),
    isAuthority: ca,
  }
}

export const isValidAt = ({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>, at: Date) =>
  notBefore <= at && at < notAfter

/** Without leading zeros, in lower case. */
export const shortHex = (hex: string): string => hex.toLowerCase().replace(/^0+(?=.)/, '')

/** Node writes a name as one attribute per line. */
const oneLine = (name: string | undefined) => (name ?? '').split('\n').join(', ')

function attributeOf(name: string | undefined, attribute: string): string {
  const line = (name ?? '').split('\n').find((one) => one.startsWith(`${attribute}=`))
  return line?.slice(attribute.length + 1) ?? ''
}
