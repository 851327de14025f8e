import { DAY_MS } from '../../kernel/time'
import { type CertificateOrder, type Issuer, issueCertificate } from '../issue-certificate'
import { type KeyKind, type KeyPair, newKeyPair } from '../key-pair'

/** Certificates of somebody else's, for tests: roots, what they signed, and expired ones. */
export interface TestAuthority extends Issuer {
  issue(order: Partial<CertificateOrder> & { keyKind?: KeyKind; keys?: KeyPair }): Promise<Issuer & { keys: KeyPair }>
}

export async function anAuthority(
  commonName: string,
  from?: TestAuthority,
  keyKind: KeyKind = 'ecdsa',
): Promise<TestAuthority> {
  if (from) return authority(await from.issue({ use: 'authority', subject: { commonName }, keyKind }))
  const keys = await newKeyPair(keyKind, 2048)
  const order = { ...lifetime(), use: 'authority', subject: { commonName }, publicKey: keys.publicKey } as const
  return authority({
    certificate: await issueCertificate(order, { selfKey: keys.privateKey }),
    privateKey: keys.privateKey,
  })
}

const authority = (issuer: Issuer): TestAuthority => ({
  ...issuer,
  async issue({ keyKind = 'ecdsa', keys, ...order }) {
    const pair = keys ?? (await newKeyPair(keyKind, 2048))
    const whole: CertificateOrder = {
      ...lifetime(),
      use: 'station',
      subject: { commonName: 'somebody' },
      publicKey: pair.publicKey,
      ...order,
    }
    return { certificate: await issueCertificate(whole, { issuer }), privateKey: pair.privateKey, keys: pair }
  },
})

const lifetime = () => ({ notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 30 * DAY_MS) })
