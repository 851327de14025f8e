import { OCPP16_CAUSES } from '../ocpp16'
import { RULE_CAUSES } from '../rules'
import { meaning, type Vendor } from './vendor'

const SOURCES = ['https://github.com/jagheterfredrik/wallbox-mqtt-bridge-go'] as const

export const WALLBOX: Vendor = {
  key: 'wallbox',
  name: 'Wallbox',
  says: /^wall\s*box|com\.wallbox/i,
  where: {
    sv: 'Laddarens tillstånd i dess eget gränssnitt, under sitt namn.',
    en: 'The charger’s state in its own interface, by its name.',
  },
  codes: {
    error: meaning(
      OCPP16_CAUSES.InternalError,
      { sv: 'Laddaren är i felläge', en: 'The charger is in an error state' },
      SOURCES,
    ),
    'unconfigured power sharing': {
      ...meaning(
        RULE_CAUSES['stuck-suspended-evse'],
        { sv: 'Effektdelningen är inte inställd', en: 'Power sharing is not configured' },
        SOURCES,
      ),
      reasons: ['setting-wrong', 'load-balancer'],
    },
    'connected mid safety margin exceeded': {
      ...meaning(
        OCPP16_CAUSES.PowerMeterFailure,
        {
          sv: 'Debiteringsmätaren har passerat sin säkerhetsmarginal',
          en: 'The billing meter has passed its safety margin',
        },
        SOURCES,
      ),
      reasons: ['meter-dead', 'meter-bus', 'firmware-bug'],
    },
  },
}
