import { hostname } from 'node:os'
import type { Env } from '../../lib/env'
import { type CertificateSource, certificateFiles, selfIssuedCertificates } from './server-certificates'

type Settings = Pick<Env, 'OCPP_TLS_PORT' | 'OCPP_TLS_CERT' | 'OCPP_TLS_KEY' | 'OCPP_TLS_HOSTS' | 'OCPP_TLS_URL'>

/** The encrypted port as the settings want it; null: there is none. @throws Error when certificates and keys do not pair up */
export function tlsSettings(env: Settings): { readonly port: number; readonly source: CertificateSource } | null {
  const { OCPP_TLS_PORT: port, OCPP_TLS_CERT, OCPP_TLS_KEY } = env
  if (port === undefined) return null
  const certificates = listed(OCPP_TLS_CERT)
  const keys = listed(OCPP_TLS_KEY)
  if (certificates.length !== keys.length) {
    throw new Error('OCPP_TLS_CERT and OCPP_TLS_KEY must name as many files, in the same order.')
  }
  return {
    port,
    source: certificates.length > 0 ? certificateFiles(certificates, keys) : selfIssuedCertificates(hostsOf(env)),
  }
}

/** The names stations may call us by. */
function hostsOf({ OCPP_TLS_HOSTS, OCPP_TLS_URL }: Settings): string[] {
  const own = OCPP_TLS_URL === undefined ? [] : [new URL(OCPP_TLS_URL).hostname]
  return [...new Set([...own, ...listed(OCPP_TLS_HOSTS), hostname(), 'localhost', '127.0.0.1'])]
}

/** Entries separated by commas. */
export const listed = (value: string | undefined) =>
  (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
