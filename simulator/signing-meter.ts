import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** A meter whose readings are signed (OCMF, secp256r1), with a key of its own for life: the same at every start of the simulator. */
export class SigningMeter {
  readonly #key: KeyObject
  #page = 0

  constructor(private readonly serial: string) {
    this.#key = keyOf(serial)
  }

  /** SubjectPublicKeyInfo in hex, as a type plate has it. */
  get publicKey(): string {
    return createPublicKey(this.#key).export({ type: 'spki', format: 'der' }).toString('hex')
  }

  /** One signed register. @param transaction B begin, E end */
  reads(registerWh: number, transaction: 'B' | 'E', at: Date, token: string): string {
    this.#page += 1
    const reading = {
      TM: ocmfTime(at),
      TX: transaction,
      RV: '@',
      RI: '1-b:1.8.0',
      RU: 'kWh',
      RT: 'AC',
      EF: '',
      ST: 'G',
    }
    const payload = JSON.stringify({
      FV: '1.0',
      GI: 'Simulated meter',
      GS: this.serial,
      PG: `T${this.#page}`,
      MS: this.serial,
      IS: true,
      IT: 'ISO14443',
      ID: token,
      RD: [reading],
    }).replace('"@"', (registerWh / 1000).toFixed(4))
    const signature = sign('sha256', Buffer.from(payload), this.#key).toString('hex')
    return `OCMF|${payload}|${JSON.stringify({ SA: 'ECDSA-secp256r1-SHA256', SD: signature })}`
  }

  /** As OCPP 2.x carries it; 1.6 as text (OCA application note on signed meter values). */
  wrapped(signed: string) {
    return {
      signedMeterData: Buffer.from(signed).toString('base64'),
      signingMethod: 'ECDSA-secp256r1-SHA256',
      encodingMethod: 'OCMF',
      publicKey: Buffer.from(`oca:base16:asn1:${this.publicKey}`).toString('base64'),
    }
  }
}

/** The serial number decides the key. Good for a demo, and for nothing else. */
function keyOf(serial: string): KeyObject {
  const pair = createECDH('prime256v1')
  const secret = createHash('sha256').update(`simulated meter ${serial}`).digest()
  pair.setPrivateKey(secret)
  const point = pair.getPublicKey()
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: secret.toString('base64url'), x, y }, format: 'jwk' })
}

/** `2018-07-24T13:22:04,000+0000 S` */
const ocmfTime = (at: Date) => `${at.toISOString().replace('.', ',').replace('Z', '+0000')} S`
