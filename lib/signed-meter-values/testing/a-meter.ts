import { generateKeyPairSync, sign } from 'node:crypto'
import { CURVES, type Curve } from '../curves'

/** A meter that signs, for tests: real keys, real signatures. */
export interface AMeter {
  readonly curve: Curve
  /** SubjectPublicKeyInfo in hex. */
  readonly publicKey: string
  /** An OCMF record over these fields; `base64` signs the same but writes it in the other encoding. */
  signs(payload: object | string, options?: { readonly encoding?: 'hex' | 'base64'; readonly bare?: boolean }): string
  /** The two records of one charging session. */
  charges(from: string, to: string, over?: object): [begin: string, end: string]
}

export function aMeter(name: Curve['name'] = 'secp256r1'): AMeter {
  const curve = CURVES.find((one) => one.name === name)!
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve.node })
  let page = 40
  const signs: AMeter['signs'] = (payload, { encoding = 'hex', bare = false } = {}) => {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const signature = sign(
      'sha256',
      Buffer.from(text),
      bare ? { key: privateKey, dsaEncoding: 'ieee-p1363' } : privateKey,
    )
    const head = { SA: `ECDSA-${name}-SHA256`, ...(encoding === 'base64' ? { SE: 'base64' } : {}) }
    return `OCMF|${text}|${JSON.stringify({ ...head, SD: signature.toString(encoding) })}`
  }
  return {
    curve,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
    signs,
    charges: (from, to, over = {}) => [
      signs(aPayload(page++, 'B', from, over)),
      signs(aPayload(page++, 'E', to, over)),
    ],
  }
}

/** One reading as a meter says it; RV is written with the digits given. */
export function aPayload(page: number, transaction: string, valueKwh: string, over: object = {}): string {
  const at = `2026-11-20T0${transaction === 'B' ? 8 : 9}:00:00,000+0000 S`
  const reading = { TM: at, TX: transaction, RV: '@', RI: '1-b:1.8.0', RU: 'kWh', RT: 'AC', EF: '', ST: 'G' }
  const payload = {
    FV: '1.0',
    GI: 'TEST',
    GS: 'G1',
    PG: `T${page}`,
    MS: 'M1',
    IS: true,
    IT: 'ISO14443',
    ID: '04AB',
    RD: [reading],
  }
  return JSON.stringify({ ...payload, ...over }).replace('"@"', valueKwh)
}
