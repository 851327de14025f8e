import type { HeldKind } from '../../lib/commands/kinds/security'

/** The security whitepaper's CertificateUseEnumType. */
export const HELD_TYPES_16: Readonly<Partial<Record<HeldKind, string>>> = {
  csms: 'CentralSystemRootCertificate',
  manufacturer: 'ManufacturerRootCertificate',
}
