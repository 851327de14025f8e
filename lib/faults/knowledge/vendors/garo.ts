import { MREC_CAUSES } from '../mrec'
import { OCPP16_CAUSES } from '../ocpp16'
import { meaning, type Vendor } from './vendor'

const SOURCES = [
  'https://github.com/sockless-coding/garo_wallbox/blob/10fb31c2e0148b050f34e113945e00d0006ba6fe/custom_components/garo_wallbox/garo/const.py',
] as const

export const GARO: Vendor = {
  key: 'garo',
  name: 'Garo',
  says: /garo/i,
  where: {
    sv: 'Kontaktens tillstånd i laddarens lokala gränssnitt (GLB, GTB, CLS).',
    en: 'The connector’s state in the charger’s local interface (GLB, GTB, CLS).',
  },
  codes: {
    rcd_fault: meaning(
      OCPP16_CAUSES.GroundFailure,
      { sv: 'Jordfelsbrytaren har löst ut', en: 'The RCD has tripped' },
      SOURCES,
    ),
    dc_error: {
      ...meaning(OCPP16_CAUSES.GroundFailure, { sv: 'Likströmsfel', en: 'A DC fault current' }, SOURCES),
      reasons: ['dc-leak', 'car-insulation', 'moisture'],
    },
    contactor_fault: meaning(
      OCPP16_CAUSES.PowerSwitchFailure,
      { sv: 'Fel i kontaktorn', en: 'A contactor fault' },
      SOURCES,
    ),
    cable_fault: meaning(MREC_CAUSES.CX023, { sv: 'Fel på laddkabeln', en: 'A fault of the charging cable' }, SOURCES),
    lock_fault: meaning(OCPP16_CAUSES.ConnectorLockFailure, { sv: 'Fel i låset', en: 'A lock fault' }, SOURCES),
    vent_fault: meaning(
      MREC_CAUSES.CX014,
      { sv: 'Bilen begär ventilation', en: 'The car asks for ventilation' },
      SOURCES,
      {
        sv: 'Bilen begärde laddning med ventilation (läge D), som laddaren inte har. Laddaren är hel.',
        en: 'The car asked for charging with ventilation (state D), which the charger has not. The charger is sound.',
      },
    ),
    overheat: meaning(
      OCPP16_CAUSES.HighTemperature,
      { sv: 'Varm, sänker effekten', en: 'Hot, lowering its power' },
      SOURCES,
    ),
    critical_temperature: meaning(
      MREC_CAUSES.CX019,
      { sv: 'Kritisk temperatur, laddningen stoppad', en: 'Critical temperature, charging stopped' },
      SOURCES,
    ),
  },
}
