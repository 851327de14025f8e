import { createHash, createPrivateKey, generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import type { Payload } from '../ocpp-server/wire/frame'
import { type Machine, say } from './dialect'

type Answer = (payload: Payload, machine: Machine) => object

interface CertificateHash {
  readonly hashAlgorithm: string
  readonly issuerNameHash: string
  readonly issuerKeyHash: string
  readonly serialNumber: string
}

const heldBy = ({ memory }: Machine) =>
  (memory.kept.roots ?? []).map((one) => ({ ...one, hash: hashOf(new X509Certificate(one.certificate)) }))

/** Keys made for requests that are not answered yet, PEM. */
const asked = new WeakMap<Machine, string>()

const status = (word: string) => ({ status: word })

const shared: Readonly<Record<string, Answer>> = {
  InstallCertificate({ certificateType, certificate }, machine) {
    try {
      const hash = hashOf(new X509Certificate(String(certificate)))
      if (heldBy(machine).some((one) => isSame(one.hash, hash))) return status('Accepted')
      const root = { type: String(certificateType), certificate: String(certificate) }
      machine.memory.keep({ roots: [...(machine.memory.kept.roots ?? []), root] })
      return status('Accepted')
    } catch {
      return status('Rejected')
    }
  },

  DeleteCertificate({ certificateHashData }, machine) {
    const held = heldBy(machine)
    const index = held.findIndex(({ hash }) => isSame(hash, certificateHashData as CertificateHash))
    if (index < 0) return status('NotFound')
    machine.memory.keep({ roots: machine.memory.kept.roots?.toSpliced(index, 1) })
    return status('Accepted')
  },

  /** Only one that is for the key it has made; used from the next connection on. */
  CertificateSigned({ certificateChain }, machine) {
    const key = asked.get(machine)
    const chain = String(certificateChain)
    if (key === undefined || !isFor(chain, key)) return status('Rejected')
    asked.delete(machine)
    machine.memory.keep({ certificate: { chain, key } })
    return status('Accepted')
  },
}

/** How a station of the 1.6 security whitepaper answers about certificates. */
export const CERTIFICATES_16: Readonly<Record<string, Answer>> = {
  ...shared,

  GetInstalledCertificateIds({ certificateType }, machine) {
    const found = heldBy(machine).filter(({ type }) => type === certificateType)
    if (found.length === 0) return status('NotFound')
    return { status: 'Accepted', certificateHashData: found.map(({ hash }) => hash) }
  },

  ExtendedTriggerMessage({ requestedMessage }, machine) {
    if (requestedMessage !== 'SignChargePointCertificate') return status('NotImplemented')
    void askForCertificate(machine, {})
    return status('Accepted')
  },
}

export const CERTIFICATES_201: Readonly<Record<string, Answer>> = {
  ...shared,

  GetInstalledCertificateIds({ certificateType }, machine) {
    const wanted = certificateType as readonly string[] | undefined
    const found = heldBy(machine).filter(({ type }) => wanted === undefined || wanted.includes(type))
    if (found.length === 0) return status('NotFound')
    return {
      status: 'Accepted',
      certificateHashDataChain: found.map(({ type, hash }) => ({ certificateType: type, certificateHashData: hash })),
    }
  },
}

/** 2.x: the answer to a trigger that is about certificates; null: it is about something else. */
export function triggeredCertificate(machine: Machine, requestedMessage: string): object | null {
  if (requestedMessage !== 'SignChargingStationCertificate') return null
  void askForCertificate(machine, { certificateType: 'ChargingStationCertificate' })
  return status('Accepted')
}

/** Makes a key of its own and asks for a certificate for it, under the station's identity. */
async function askForCertificate(machine: Machine, more: object): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const request = new pki.CertificationRequest({ version: 0, attributes: [] })
  request.subject.typesAndValues.push(
    new pki.AttributeTypeAndValue({
      type: '2.5.4.3',
      value: new asn1.Utf8String({ value: machine.spec.identity }),
    }),
  )
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  request.subjectPublicKeyInfo = pki.PublicKeyInfo.fromBER(new Uint8Array(spki).buffer)
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  await request.sign(key, 'SHA-256')
  asked.set(machine, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const body = Buffer.from(request.toSchema(true).toBER()).toString('base64').replaceAll(/.{64}/g, '$&\n')
  const csr = `-----BEGIN CERTIFICATE REQUEST-----\n${body}\n-----END CERTIFICATE REQUEST-----\n`
  say(machine, 'SignCertificate', { csr, ...more })
}

function isFor(chain: string, key: string): boolean {
  try {
    return new X509Certificate(chain).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

/** Of a root, which is its own issuer. */
function hashOf(root: X509Certificate): CertificateHash {
  const parsed = pki.Certificate.fromBER(new Uint8Array(root.raw).buffer)
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  return {
    hashAlgorithm: 'SHA256',
    issuerNameHash: sha256(new Uint8Array(parsed.subject.toSchema().toBER())),
    issuerKeyHash: sha256(parsed.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
    serialNumber: root.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
  }
}

const isSame = (a: CertificateHash, b: CertificateHash): boolean =>
  a.issuerKeyHash === b.issuerKeyHash && a.serialNumber === b.serialNumber
