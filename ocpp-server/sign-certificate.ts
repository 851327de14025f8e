import { happened, happening } from './happening'
import type { Route } from './route'

/** Alike in 1.6 (security whitepaper) and 2.0.1: there is no certificate authority here, and the station is told so. */
export const signCertificate: Route<object> = {
  handle: (_payload, message) =>
    happened(happening(message, 'security', 'SignCertificate', null), { status: 'Rejected' }),
}
