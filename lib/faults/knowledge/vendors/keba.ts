import { OCPP16_CAUSES } from '../ocpp16'
import { meaning, type Vendor } from './vendor'

const SOURCES = ['https://www.easymanua.ls/keba/kecontact-p30/manual?p=29'] as const
const { PowerSwitchFailure } = OCPP16_CAUSES

const title = { sv: 'Kontaktorn slog inte till', en: 'The contactor did not switch on' } as const

export const KEBA: Vendor = {
  key: 'keba',
  name: 'KEBA KeContact P30',
  says: /keba/i,
  where: {
    sv: 'Hexadecimal felkod; LED-listen visar sista siffran.',
    en: 'Hexadecimal error code; the LED bar shows the last digit.',
  },
  codes: {
    '0x9001': {
      ...meaning(PowerSwitchFailure, title, SOURCES, {
        sv: 'Tillslagsprovet misslyckades: strömövervakningen frigav inte kontaktorn.',
        en: 'The switch-on test failed: the current monitoring did not release the contactor.',
      }),
      reasons: ['dc-leak', 'controller-dead', 'contactor-dead'],
    },
    '0xa001': {
      ...meaning(PowerSwitchFailure, title, SOURCES, {
        sv: 'Tillslagsprovet misslyckades: laddstyrningen frigav inte kontaktorn.',
        en: 'The switch-on test failed: the charging controller did not release the contactor.',
      }),
      reasons: ['controller-dead', 'contactor-dead', 'software-hang'],
    },
    '0xc001': {
      ...meaning(PowerSwitchFailure, title, SOURCES, {
        sv: 'Tillslagsprovet misslyckades: kontaktorn fick signal men slog inte till. Felet ligger i styrningen eller kontaktorn.',
        en: 'The switch-on test failed: the contactor was driven but did not close. The fault is in its drive or in itself.',
      }),
      reasons: ['contactor-dead', 'controller-dead', 'loose-terminal'],
    },
  },
}
