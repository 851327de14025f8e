import type { Cause } from './cause'
import { MREC_CAUSES } from './mrec'
import { OCPP16_CAUSES } from './ocpp16'

const page = (path: string) => [`https://mrec.evgo.com/def/${path}.html`] as const

/** EVgo's earlier minimum required error codes (vendorId com.evgo.mrec, version 1.0.1): A0xx for drivers, F0xx for safety. */
export const EVGO_CAUSES = {
  'evgo:A000': { ...MREC_CAUSES.CX009, sources: page('a/auth-timeout') },
  'evgo:A001': { ...MREC_CAUSES.CX020, sources: page('a/partial-insert') },
  'evgo:A002': {
    ...MREC_CAUSES.CX001,
    title: { sv: 'Bilen kunde inte låsa kontakten', en: 'The car could not lock the plug' },
    sources: page('a/veh-lock-failure'),
  },
  'evgo:A003': { ...MREC_CAUSES.CX010, sources: page('a/invalid-vehicle-mode') },
  'evgo:A004': { ...MREC_CAUSES.CX008, sources: page('a/e-stop-pressed') },
  'evgo:A005': { ...OCPP16_CAUSES.ConnectorLockFailure, sources: page('a/chg-lock-failure') },
  'evgo:F000': {
    ...MREC_CAUSES.CX023,
    title: { sv: 'Närhetssignalen för hög', en: 'The proximity voltage is too high' },
    plain: {
      sv: 'Närhetssignalen var över 1,82 V under laddning. Kontakten sitter oftast inte rätt.',
      en: 'The proximity signal was above 1.82 V while charging. Mostly the plug is not seated well.',
    },
    sources: page('f/prox-high'),
  },
  'evgo:F001': {
    ...MREC_CAUSES.CX023,
    title: { sv: 'Närhetssignalen för låg', en: 'The proximity voltage is too low' },
    sources: page('f/prox-low'),
  },
  'evgo:F002': {
    ...MREC_CAUSES.CX014,
    title: { sv: 'Kontrollpilotens spänning för hög', en: 'The control-pilot voltage is too high' },
    sources: page('f/pilot-high'),
  },
  'evgo:F003': {
    ...MREC_CAUSES.CX014,
    title: { sv: 'Kontrollpilotens spänning för låg', en: 'The control-pilot voltage is too low' },
    sources: page('f/pilot-low'),
  },
  'evgo:F004': { ...MREC_CAUSES.CX025, sources: page('f/latch') },
  'evgo:F005': { ...MREC_CAUSES.CX011, sources: page('f/cable-check') },
  'evgo:F006': { ...MREC_CAUSES.CX022, sources: page('f/chassis-res') },
  'evgo:F007': { ...MREC_CAUSES.CX021, sources: page('f/chassis-cap') },
  'evgo:F008': { ...MREC_CAUSES.CX024, sources: page('f/connector-voltage') },
  'evgo:F009': { ...MREC_CAUSES.CX019, sources: page('f/cable-temperature') },
  'evgo:F010': { ...MREC_CAUSES.CX026, sources: page('f/cable-cut') },
} as const satisfies Readonly<Record<string, Cause>>
