import type { HeldKind } from '../commands/kinds/security'

/** OCPP 2.x's words (GetCertificateIdUseEnumType, InstallCertificateUseEnumType), under which what a station holds is kept. */
export const HELD_TYPES: Readonly<Record<HeldKind, string>> = {
  csms: 'CSMSRootCertificate',
  manufacturer: 'ManufacturerRootCertificate',
  v2g: 'V2GRootCertificate',
  mo: 'MORootCertificate',
  oem: 'OEMRootCertificate',
  'v2g-chain': 'V2GCertificateChain',
}
