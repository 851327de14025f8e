import { MREC_CAUSES } from '../mrec'
import { OCPP16_CAUSES } from '../ocpp16'
import { RULE_CAUSES } from '../rules'
import { meaning, type Vendor } from './vendor'

const TEXTS =
  'https://github.com/leeyuentuen/alfen_wallbox/blob/019a4ac8c50a183dfb60b69952fcc0400b465bef/custom_components/alfen_wallbox/sensor.py'
const SOURCES = [TEXTS] as const
const { GroundFailure, PowerSwitchFailure, UnderVoltage, HighTemperature, InternalError } = OCPP16_CAUSES
const { ConnectorLockFailure, EVCommunicationError } = OCPP16_CAUSES

const installation = meaning(
  GroundFailure,
  { sv: 'Fel i installationen', en: 'An error in the installation' },
  SOURCES,
  {
    sv: 'Stationen känner ett fel i sin anslutning: jord, faser eller jordfelsskydd. Laddningen är spärrad.',
    en: 'The station senses an error in its connection: earth, phases or residual-current protection. Charging is blocked.',
  },
)
const cold = {
  ...meaning(HighTemperature, { sv: 'För kallt i stationen', en: 'The station is too cold' }, SOURCES, {
    sv: 'Det är för kallt i stationen. Den laddar igen när det blivit varmare.',
    en: 'It is too cold in the station. It charges again once it is warmer.',
  }),
  reasons: ['cold-weather', 'sensor-wrong'],
  remote: ['ask-meter', 'compare-neighbours'],
} as const

export const ALFEN: Vendor = {
  key: 'alfen',
  name: 'Alfen Eve',
  says: /alfen|^icu/i,
  where: { sv: 'Felkod på skärmen och i statusmeddelanden.', en: 'Error code on the display and in status messages.' },
  codes: {
    '101': {
      ...meaning(
        GroundFailure,
        { sv: 'Likströmsfel: 6 mA-skyddet har löst ut', en: 'DC fault: the 6 mA protection has tripped' },
        ['https://aceservice.alfen.com/en-us/knowledgebase/article/KA-01397', TEXTS],
        {
          sv: 'Stationens likströmsvakt har löst ut. Kommer det med en enda bil ligger felet oftast i bilen.',
          en: 'The station’s DC detection has tripped. If it comes with one car only, the fault is mostly in the car.',
        },
      ),
      reasons: ['dc-leak', 'car-insulation', 'controller-dead', 'moisture'],
    },
    '102': {
      ...meaning(
        PowerSwitchFailure,
        { sv: 'Fel i effektkortet', en: 'A fault in the power board' },
        ['https://aceservice.alfen.com/en-us/knowledgebase/article/KA-01398', TEXTS],
        {
          sv: 'Stationen kan inte slå strömmen till eller från. Friskt effektkort klickar två gånger inom en sekund vid start.',
          en: 'The station cannot switch the power. A sound power board clicks twice within a second at start.',
        },
      ),
      reasons: ['contactor-welded', 'contactor-dead', 'fuse-blown', 'firmware-bug'],
    },
    '103': meaning(UnderVoltage, { sv: 'För låg matningsspänning', en: 'Input voltage too low' }, SOURCES),
    '104': meaning(
      InternalError,
      { sv: 'Kan inte ladda, kontakta Alfen', en: 'Not able to charge, call Alfen' },
      SOURCES,
    ),
    '105': meaning(
      InternalError,
      { sv: 'Kan inte ladda, kontakta Alfen', en: 'Not able to charge, call Alfen' },
      SOURCES,
    ),
    '106': meaning(
      InternalError,
      { sv: 'Kan inte ladda, kontakta Alfen', en: 'Not able to charge, call Alfen' },
      SOURCES,
    ),
    '201': installation,
    '202': meaning(
      UnderVoltage,
      { sv: 'För låg matningsspänning, kontakta installatören', en: 'Input voltage too low, call the installer' },
      SOURCES,
    ),
    '203': meaning(HighTemperature, { sv: 'För varmt i stationen', en: 'The station is too hot' }, SOURCES),
    '204': meaning(RULE_CAUSES.unavailable, { sv: 'Tillfälligt ur drift', en: 'Temporarily unavailable' }, SOURCES),
    '206': meaning(
      RULE_CAUSES.unavailable,
      { sv: 'Tillfälligt ur drift, styrt från oss', en: 'Temporarily unavailable, set from here' },
      SOURCES,
    ),
    '211': meaning(
      ConnectorLockFailure,
      { sv: 'Kan inte låsa kabeln, kontakta Alfen', en: 'Not able to lock the cable, call Alfen' },
      SOURCES,
    ),
    '212': installation,
    '304': meaning(
      RULE_CAUSES['stuck-preparing'],
      { sv: 'Laddningen kom inte i gång, anslut kabeln på nytt', en: 'Charging has not started, reconnect the cable' },
      ['https://github.com/evcc-io/evcc/discussions/11284', TEXTS],
      {
        sv: 'Kabeln sattes i utan att en bil anslöts i tid. Kabeln måste dras ur stationen och sättas i igen.',
        en: 'The cable was plugged in but no car within the time. It has to be pulled out of the station and put in again.',
      },
    ),
    '401': meaning(
      HighTemperature,
      { sv: 'För varmt, laddar snart igen', en: 'Too hot, will charge again shortly' },
      SOURCES,
    ),
    '402': cold,
    '404': meaning(
      ConnectorLockFailure,
      { sv: 'Kan inte låsa kabeln, anslut på nytt', en: 'Not able to lock the cable, reconnect it' },
      SOURCES,
    ),
    '405': meaning(MREC_CAUSES.CX023, { sv: 'Kabeln stöds inte', en: 'The cable is not supported' }, SOURCES),
    '406': meaning(
      EVCommunicationError,
      { sv: 'Ingen kontakt med bilen, se över kabeln', en: 'No communication with the car, check the cable' },
      SOURCES,
    ),
  },
}
