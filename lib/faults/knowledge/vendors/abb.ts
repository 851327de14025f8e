import { OCPP16_CAUSES } from '../ocpp16'
import { RULE_CAUSES } from '../rules'
import { meaning, type Vendor } from './vendor'

const SOURCES = [
  'https://github.com/JernejHren/ABB-Terra-AC/blob/0455349ea6f5eb2e7f89869fea132e22ef78f4a2/custom_components/abb_terra_ac/const.py',
] as const
const { GroundFailure, OverVoltage, UnderVoltage, OverCurrentFailure, HighTemperature } = OCPP16_CAUSES
const { PowerSwitchFailure, InternalError, ConnectorLockFailure } = OCPP16_CAUSES

export const ABB: Vendor = {
  key: 'abb',
  name: 'ABB Terra AC',
  says: /^(abb|com\.abb)/i,
  where: {
    sv: 'Felkod i Modbus-register och app, skriven hexadecimalt.',
    en: 'Error code in the Modbus register and the app, written in hexadecimal.',
  },
  codes: {
    '0x0002': meaning(GroundFailure, { sv: 'Jordfelsström', en: 'Residual current detected' }, SOURCES),
    '0x0004': {
      ...meaning(
        GroundFailure,
        {
          sv: 'Skyddsjord saknas, eller nolla och fas är förväxlade',
          en: 'Protective earth missing, or neutral and phase swapped',
        },
        SOURCES,
        {
          sv: 'Stationen är inte rätt jordad, eller så är nolla och fas förväxlade i anslutningen.',
          en: 'The station is not earthed correctly, or neutral and phase are swapped in its connection.',
        },
      ),
      reasons: ['earth-missing', 'phase-lost', 'neutral-lost'],
    },
    '0x0008': meaning(OverVoltage, { sv: 'För hög spänning', en: 'Over-voltage' }, SOURCES),
    '0x0010': meaning(UnderVoltage, { sv: 'För låg spänning', en: 'Under-voltage' }, SOURCES),
    '0x0020': meaning(OverCurrentFailure, { sv: 'Bilen drar för mycket', en: 'Overload on the car’s side' }, SOURCES),
    '0x0040': meaning(
      OverCurrentFailure,
      { sv: 'Bilen drar alldeles för mycket', en: 'Severe overload on the car’s side' },
      SOURCES,
    ),
    '0x0080': meaning(HighTemperature, { sv: 'För varmt i stationen', en: 'Over-temperature' }, SOURCES),
    '0x0400': meaning(PowerSwitchFailure, { sv: 'Fel i reläet', en: 'Power relay fault' }, SOURCES),
    '0x0800': {
      ...meaning(InternalError, { sv: 'Intern kommunikation bruten', en: 'Internal communication failure' }, SOURCES),
      reasons: ['inner-communication', 'software-hang', 'controller-dead'],
    },
    '0x1000': meaning(ConnectorLockFailure, { sv: 'Fel i låset', en: 'Lock failure' }, SOURCES),
    '0x2000': {
      ...meaning(UnderVoltage, { sv: 'En fas saknas', en: 'A phase is missing' }, SOURCES),
      reasons: ['phase-lost', 'fuse-blown', 'loose-terminal'],
    },
    '0x4000': {
      ...meaning(
        RULE_CAUSES['stuck-suspended-evse'],
        { sv: 'Modbus-förbindelsen bruten', en: 'Modbus communication lost' },
        SOURCES,
        {
          sv: 'Lastbalanseringen når inte stationen över Modbus. Stationen kan hålla tillbaka laddningen.',
          en: 'The load balancer does not reach the station over Modbus. The station may hold charging back.',
        },
      ),
      reasons: ['load-balancer', 'setting-wrong', 'inner-communication'],
    },
  },
}
