import { X509Certificate } from 'node:crypto'
import { DomainError } from '../kernel/errors'

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g

/** The DER bytes of each block with this label, in order; also of text that lost its line breaks, as stations send it. */
export function pemBlocks(text: string, label: string): Buffer[] {
  return [...text.matchAll(BLOCK)]
    .filter(([, found]) => found === label)
    .map(([, , body = '']) => Buffer.from(body.replaceAll(/\s/g, ''), 'base64'))
}

export function toPem(der: ArrayBuffer | Uint8Array, label: string): string {
  const base64 = Buffer.from(der as Uint8Array).toString('base64')
  return `-----BEGIN ${label}-----\n${base64.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`
}

/** Every certificate in a PEM text, in order. @throws DomainError invalid when one cannot be read */
export function readCertificates(text: string): X509Certificate[] {
  try {
    return pemBlocks(text, 'CERTIFICATE').map((der) => new X509Certificate(der))
  } catch {
    throw new DomainError('invalid', 'That is not a certificate in PEM.', { reason: 'not-a-certificate' })
  }
}

/** One certificate in PEM, nothing else. @throws DomainError invalid */
export function readCertificate(text: string): X509Certificate {
  const [certificate, more] = readCertificates(text)
  if (certificate === undefined || more !== undefined) {
    throw new DomainError('invalid', 'Give one certificate in PEM.', { reason: 'not-a-certificate' })
  }
  return certificate
}
