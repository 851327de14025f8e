import { MREC_CAUSES } from '../mrec'
import { OCPP16_CAUSES } from '../ocpp16'
import { RULE_CAUSES } from '../rules'
import { meaning, type Vendor } from './vendor'

const FIRMWARE = 'https://github.com/smjothen/ApolloESP32Application/blob'
const GO = [
  `${FIRMWARE}/0125f6b43db1aa5ca15f9621799c14006c79f28c/components/zaptec_protocol/include/zaptec_protocol_warnings.h`,
] as const
const PRO = [
  `${FIRMWARE}/a40b18400883db98de6f9147214b139707cf1907/components/zaptec_protocol/include/zaptec_protocol_pro_warnings.h`,
] as const
const BOTH = [...GO, ...PRO] as const
const { GroundFailure, HighTemperature, OverCurrentFailure, PowerMeterFailure, PowerSwitchFailure } = OCPP16_CAUSES
const { InternalError, ConnectorLockFailure, OverVoltage, UnderVoltage } = OCPP16_CAUSES

const rcdTest = {
  ...meaning(
    GroundFailure,
    { sv: 'Jordfelsskyddets självtest misslyckades', en: 'The residual-current self-test failed' },
    BOTH,
  ),
  reasons: ['rcd-worn', 'dc-leak', 'controller-dead'],
} as const
const phaseGone = {
  ...meaning(UnderVoltage, { sv: 'Spänning saknas i en fas', en: 'A phase has no voltage' }, BOTH),
  reasons: ['phase-lost', 'fuse-blown', 'contactor-dead'],
} as const

export const ZAPTEC: Vendor = {
  key: 'zaptec',
  name: 'Zaptec Go, Pro',
  says: /zaptec/i,
  where: {
    sv: 'Varningar i laddarens programvara, under sitt namn (flera kan gälla samtidigt).',
    en: 'Warnings in the charger’s software, by their names (several may hold at once).',
  },
  codes: {
    warning_humidity: {
      ...meaning(GroundFailure, { sv: 'Fukt i laddaren', en: 'Humidity in the charger' }, BOTH, {
        sv: 'Laddaren har känt för hög fukt. Bryt matningen innan någon öppnar den.',
        en: 'The charger has sensed too much humidity. Switch off the supply before anybody opens it.',
      }),
      reasons: ['moisture', 'sensor-wrong'],
    },
    warning_temperature: meaning(HighTemperature, { sv: 'För varmt i laddaren', en: 'The charger is too hot' }, BOTH),
    warning_temperature_error: {
      ...meaning(
        HighTemperature,
        { sv: 'Temperaturgivaren kan inte läsas', en: 'The temperature sensor cannot be read' },
        BOTH,
      ),
      reasons: ['sensor-wrong', 'inner-communication'],
    },
    warning_emeter_no_response: meaning(
      PowerMeterFailure,
      { sv: 'Mätaren svarar inte', en: 'The meter does not respond' },
      BOTH,
    ),
    warning_emeter_link: meaning(
      PowerMeterFailure,
      { sv: 'Förbindelsen med mätaren bruten', en: 'The link to the meter is broken' },
      BOTH,
    ),
    warning_emeter_alarm: meaning(PowerMeterFailure, { sv: 'Mätaren larmar', en: 'The meter alarms' }, BOTH, {
      sv: 'Mätaren har larmat om spänning, ström, frekvens eller temperatur. Orsaken står i laddarens diagnostik.',
      en: 'The meter has alarmed about voltage, current, frequency or temperature. The cause is in the charger’s diagnostics.',
    }),
    warning_charge_overcurrent: meaning(
      OverCurrentFailure,
      { sv: 'Bilen drar för mycket', en: 'The car draws too much' },
      BOTH,
    ),
    warning_overcurrent_installation: meaning(
      OverCurrentFailure,
      { sv: 'För hög ström i installationen', en: 'Too much current in the installation' },
      GO,
    ),
    warning_no_voltage_l1: phaseGone,
    warning_no_voltage_l2_l3: phaseGone,
    warning_max_session_restart: meaning(
      RULE_CAUSES['failed-starts'],
      { sv: 'Laddningen startade om för många gånger', en: 'The session restarted too often' },
      BOTH,
    ),
    warning_12v_low_level: {
      ...meaning(InternalError, { sv: 'Låg 12 V i laddaren', en: 'Low 12 V in the charger' }, GO),
      reasons: ['power-supply', 'controller-dead'],
    },
    warning_relay_welded: {
      ...meaning(PowerSwitchFailure, { sv: 'Reläet har svetsat fast', en: 'The relay is welded' }, PRO),
      reasons: ['contactor-welded', 'controller-dead'],
    },
    warning_unexpected_relay: meaning(
      PowerSwitchFailure,
      { sv: 'Oväntat läge på reläet', en: 'The relay is in an unexpected state' },
      GO,
    ),
    warning_fpga_unexpected_relay: meaning(
      PowerSwitchFailure,
      { sv: 'Oväntat läge på reläet', en: 'The relay is in an unexpected state' },
      PRO,
    ),
    warning_pilot_state: meaning(
      MREC_CAUSES.CX014,
      { sv: 'Kontrollpilotens läge är fel', en: 'The control pilot is in a wrong state' },
      BOTH,
    ),
    warning_pilot_low_level: meaning(
      MREC_CAUSES.CX014,
      { sv: 'Kontrollpilotens nivå är för låg', en: 'The control pilot’s level is too low' },
      BOTH,
    ),
    warning_pilot_no_proximity: meaning(
      MREC_CAUSES.CX023,
      { sv: 'Ingen närhetssignal från kabeln', en: 'No proximity signal from the cable' },
      BOTH,
    ),
    warning_disabled: meaning(
      RULE_CAUSES.unavailable,
      { sv: 'Laddaren är avstängd', en: 'The charger is disabled' },
      BOTH,
    ),
    warning_rcd_6ma: {
      ...meaning(GroundFailure, { sv: 'Likströmsfel över 6 mA', en: 'A DC fault current above 6 mA' }, GO),
      reasons: ['dc-leak', 'car-insulation', 'moisture'],
    },
    warning_rcd_30ma: meaning(GroundFailure, { sv: 'Jordfelsström över 30 mA', en: 'A fault current above 30 mA' }, GO),
    warning_rcd_ac: meaning(GroundFailure, { sv: 'Jordfelsström, växelström', en: 'An AC fault current' }, PRO),
    warning_rcd_dc: {
      ...meaning(GroundFailure, { sv: 'Jordfelsström, likström', en: 'A DC fault current' }, PRO),
      reasons: ['dc-leak', 'car-insulation', 'moisture'],
    },
    warning_rcd_peak: meaning(GroundFailure, { sv: 'Kort hög jordfelsström', en: 'A peak of fault current' }, PRO),
    warning_rcd_test_6ma: rcdTest,
    warning_rcd_test_30ma: rcdTest,
    warning_rcd_test_ac: rcdTest,
    warning_rcd_test_dc: rcdTest,
    warning_rcd_failure: rcdTest,
    warning_o_pen: {
      ...meaning(OverVoltage, { sv: 'Bruten PEN-ledare', en: 'An open PEN conductor' }, GO, {
        sv: 'Laddaren har känt att skyddsjord och nolla tappat sin förbindelse. Livsfara: bryt matningen.',
        en: 'The charger has sensed that combined earth and neutral is broken. Danger to life: switch off the supply.',
      }),
      reasons: ['neutral-lost', 'earth-missing'],
    },
    warning_servo: meaning(
      ConnectorLockFailure,
      { sv: 'Fel i kabellåsets servo', en: 'A fault of the cable lock’s servo' },
      GO,
    ),
  },
}
