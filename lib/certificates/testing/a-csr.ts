import { type KeyObject, webcrypto } from 'node:crypto'
import * as pki from 'pkijs'
import { distinguishedName, type Subject } from '../issue-certificate'
import { type KeyPair, newKeyPair } from '../key-pair'
import { toPem } from '../pem'

/** A station's certificate signing request, made as a station makes it. `signWith`: another key than the one it names. */
export async function aCsr(
  subject: Subject,
  { keys, signWith }: { keys?: KeyPair; signWith?: KeyObject } = {},
): Promise<{ csr: string; keys: KeyPair }> {
  const pair = keys ?? (await newKeyPair('ecdsa'))
  const request = new pki.CertificationRequest()
  request.version = 0
  request.subject = distinguishedName(subject)
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
  request.subjectPublicKeyInfo = pki.PublicKeyInfo.fromBER(new Uint8Array(spki).buffer)
  request.attributes = []
  const key = signWith ?? pair.privateKey
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: 'P-256' }
  const der = key.export({ type: 'pkcs8', format: 'der' })
  await request.sign(await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']), 'SHA-256')
  return { csr: toPem(request.toSchema(true).toBER(), 'CERTIFICATE REQUEST'), keys: pair }
}
