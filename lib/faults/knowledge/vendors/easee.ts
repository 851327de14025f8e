import { MREC_CAUSES } from '../mrec'
import { OCPP16_CAUSES } from '../ocpp16'
import { RULE_CAUSES } from '../rules'
import { meaning, type Vendor } from './vendor'

const SOURCES = [
  'https://developer.easee.com/docs/enumerations',
  'https://github.com/nordicopen/easee_hass/blob/0093868150227ed40799cd2ef9fcc13f9d5dce4b/custom_components/easee/const.py',
] as const

const held = RULE_CAUSES['stuck-suspended-evse']

export const EASEE: Vendor = {
  key: 'easee',
  name: 'Easee',
  says: /easee/i,
  where: {
    sv: 'Skäl till utebliven ström (observation 96) i Easees gränssnitt, under dess namn.',
    en: 'Reason for no current (observation 96) in Easee’s interface, by its name.',
  },
  codes: {
    circuit_fuse_too_low: meaning(
      held,
      { sv: 'Kretsens säkring är inställd för lågt', en: 'The circuit’s fuse is set too low' },
      SOURCES,
    ),
    max_circuit_current_too_low: meaning(
      held,
      { sv: 'Kretsens maxström är för låg', en: 'The circuit’s maximum current is too low' },
      SOURCES,
    ),
    max_dynamic_circuit_current_too_low: meaning(
      held,
      { sv: 'Lastbalanseringen ger för lite ström', en: 'Load balancing gives too little current' },
      SOURCES,
    ),
    max_dynamic_offline_fallback_circuit_current_too_low: meaning(
      held,
      { sv: 'Reservgränsen utan förbindelse är för låg', en: 'The offline fallback limit is too low' },
      SOURCES,
    ),
    eq_too_low_current: meaning(
      held,
      { sv: 'Equalizer ger för lite ström', en: 'The Equalizer gives too little current' },
      SOURCES,
    ),
    not_connected_to_master: {
      ...meaning(held, { sv: 'Ingen kontakt med huvudladdaren', en: 'No contact with the master unit' }, SOURCES, {
        sv: 'Laddaren når inte den laddare som fördelar strömmen på kretsen, så den vågar inte ladda.',
        en: 'The charger does not reach the one that shares the circuit’s current, so it does not dare to charge.',
      }),
      reasons: ['inner-communication', 'load-balancer', 'software-hang'],
    },
    illegal_grid_type: {
      ...meaning(
        OCPP16_CAUSES.UnderVoltage,
        { sv: 'Nättypen stämmer inte', en: 'The grid type does not fit' },
        SOURCES,
        {
          sv: 'Laddaren känner en nättyp som den inte är inställd för. Kontrollera anslutningen.',
          en: 'The charger senses a type of grid it is not set for. Check how it is connected.',
        },
      ),
      reasons: ['phase-lost', 'neutral-lost', 'setting-wrong'],
    },
    phase_not_connected: {
      ...meaning(
        OCPP16_CAUSES.UnderVoltage,
        { sv: 'En fas är inte ansluten', en: 'A phase is not connected' },
        SOURCES,
      ),
      reasons: ['phase-lost', 'fuse-blown', 'loose-terminal'],
    },
    charger_disabled: meaning(
      RULE_CAUSES.unavailable,
      { sv: 'Laddaren är avstängd', en: 'The charger is disabled' },
      SOURCES,
    ),
    charger_in_error_state: meaning(
      OCPP16_CAUSES.InternalError,
      { sv: 'Laddaren är i felläge', en: 'The charger is in an error state' },
      SOURCES,
    ),
    ev_behaving_erratic: meaning(
      MREC_CAUSES.CX010,
      { sv: 'Bilen startar och stoppar om och om igen', en: 'The car starts and stops again and again' },
      SOURCES,
      {
        sv: 'Bilen växlar mellan att begära och avsluta laddning så ofta att laddaren slutat erbjuda ström.',
        en: 'The car asks for charging and ends it so often that the charger has stopped offering current.',
      },
    ),
  },
}
