import { readFile, stat } from 'node:fs/promises'
import { issueCertificate } from '../../lib/certificates/issue-certificate'
import { KEY_KINDS, newKeyPair } from '../../lib/certificates/key-pair'
import { activeIssuer } from '../../lib/certificates/mutations/active-issuer'
import { DAY_MS } from '../../lib/kernel/time'

/** A certificate (with its chain) and its key, both PEM: one per kind of key, so that every station finds one it can use. */
export interface ServerCertificates {
  readonly cert: readonly string[]
  readonly key: readonly string[]
}

export interface CertificateSource {
  /** What to show stations now; null: as before. @throws when files cannot be read, or do not belong together */
  renew(now: Date): Promise<ServerCertificates | null>
}

/** From files somebody else keeps fresh (certbot, a company's authority): read again when any of them changes. */
export function certificateFiles(certificates: readonly string[], keys: readonly string[]): CertificateSource {
  let known = ''
  return {
    async renew() {
      const stats = await Promise.all([...certificates, ...keys].map((path) => stat(path)))
      const state = stats.map(({ mtimeMs, size, ino }) => `${mtimeMs}/${size}/${ino}`).join()
      if (state === known) return null
      const [cert, key] = await Promise.all([readAll(certificates), readAll(keys)])
      known = state
      return { cert, key }
    },
  }
}

const readAll = (paths: readonly string[]) => Promise.all(paths.map((path) => readFile(path, 'utf8')))

const LIFETIME_DAYS = 90

/**
 * Signed by our own authority, ECDSA and RSA, under these names. The keys live in this process only and are made anew at each
 * start, in good time before they expire, and when another authority takes over: stations hold the root, not these.
 */
export function selfIssuedCertificates(hosts: readonly string[]): CertificateSource {
  let known: { readonly authorityId: bigint; readonly renewAt: number } | null = null
  return {
    async renew(now) {
      const { authorityId, organisation, notAfter: end, ...issuer } = await activeIssuer()
      if (known?.authorityId === authorityId && now.getTime() < known.renewAt) return null
      const wanted = new Date(now.getTime() + LIFETIME_DAYS * DAY_MS)
      const issued = await Promise.all(
        KEY_KINDS.map(async (kind) => {
          const keys = await newKeyPair(kind, 2048)
          const certificate = await issueCertificate(
            {
              use: 'server',
              subject: { commonName: hosts[0] ?? 'localhost', organisation },
              publicKey: keys.publicKey,
              notBefore: new Date(now.getTime() - DAY_MS),
              notAfter: wanted < end ? wanted : end,
              hosts,
            },
            { issuer },
          )
          return { cert: certificate, key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
        }),
      )
      known = { authorityId, renewAt: now.getTime() + (LIFETIME_DAYS / 3) * 2 * DAY_MS }
      return { cert: issued.map(({ cert }) => cert), key: issued.map(({ key }) => key) }
    },
  }
}
