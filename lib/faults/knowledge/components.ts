import type { Cause } from './cause'
import { MREC_CAUSES } from './mrec'
import { OCPP16_CAUSES } from './ocpp16'
import { RULE_CAUSES } from './rules'
import type { Words } from './words'

const SOURCES = [
  'https://openchargealliance.org/protocols/open-charge-point-protocol/',
  'https://docs.rs/ocpp-types/0.2.0/ocpp_types/v201/standard/enum.ComponentName.html',
] as const

const like = (cause: Cause, sv: string, en: string, plain?: Words): Cause => ({
  ...cause,
  title: { sv, en },
  plain: plain ?? cause.plain,
  sources: SOURCES,
})
const { GroundFailure, HighTemperature, InternalError, OverCurrentFailure, PowerMeterFailure } = OCPP16_CAUSES
const { PowerSwitchFailure, ReaderFailure, EVCommunicationError, ConnectorLockFailure, OverVoltage } = OCPP16_CAUSES

const COOLING: Cause = {
  ...HighTemperature,
  plain: {
    sv: 'Kylningen fungerar inte som den ska. Stationen sänker effekten innan den blir för varm.',
    en: 'The cooling does not work as it should. The station lowers its power before it gets too hot.',
  },
  reasons: ['cooling-blocked', 'sensor-wrong', 'power-supply'],
}
const DOOR: Cause = {
  ...MREC_CAUSES.CX008,
  title: { sv: 'Luckan är öppen', en: 'The door is open' },
  plain: {
    sv: 'Stationens lucka är öppen. Spänningssatta delar kan vara åtkomliga.',
    en: 'The station’s door is open. Live parts may be within reach.',
  },
  reasons: ['door-open', 'own-work', 'tampering'],
}
const FALLEN: Cause = {
  ...DOOR,
  title: { sv: 'Påkörd eller lutande', en: 'Hit or askew' },
  plain: {
    sv: 'Stationen har fått en stöt eller lutar. Den kan vara skadad inuti.',
    en: 'The station was hit or stands askew. It may be damaged inside.',
  },
  reasons: ['collision', 'sensor-wrong'],
}
const WATER: Cause = {
  ...GroundFailure,
  title: { sv: 'Vatten i stationen', en: 'Water in the station' },
  plain: {
    sv: 'Stationen har känt vatten. Bryt matningen innan någon rör den.',
    en: 'The station has sensed water. Switch off the supply before anybody touches it.',
  },
  reasons: ['moisture', 'sensor-wrong'],
}
const SMALL: Cause = {
  ...RULE_CAUSES.warning,
  plain: {
    sv: 'En del som inte behövs för att ladda är trasig. Den kan vänta till nästa besök.',
    en: 'A part that charging does not need is broken. It can wait until the next visit.',
  },
  reasons: ['sensor-wrong', 'inner-communication'],
}

/**
 * Problems of the standardised components (OCPP 2.x part 2, appendix 3): `2x:Component.Variable`. `*` for the variable stands for
 * all that say something is wrong (Problem, Tripped, Fault …), `*` for the component for one measurement wherever it is taken.
 */
export const COMPONENT_CAUSES = {
  '2x:*.Temperature': like(HighTemperature, 'Temperaturen passerade en gräns', 'The temperature passed a threshold'),
  '2x:*.Voltage': like(OverVoltage, 'Spänningen passerade en gräns', 'The voltage passed a threshold', {
    sv: 'En uppmätt spänning har passerat en gräns som är satt i stationen. Avvikelse i en enda fas kan vara en förlorad nolla.',
    en: 'A measured voltage has passed a threshold set in the station. One phase apart may be a lost neutral.',
  }),
  '2x:*.Current': like(OverCurrentFailure, 'Strömmen passerade en gräns', 'The current passed a threshold'),
  '2x:ChargingStation.*': like(InternalError, 'Fel i stationen', 'A fault in the station'),
  '2x:EVSE.*': like(InternalError, 'Fel i uttaget', 'A fault in the EVSE'),
  '2x:Connector.*': like(ConnectorLockFailure, 'Fel i kontakten', 'A fault in the connector', {
    sv: 'Stationen säger att kontakten har ett fel: lås, kabel eller stift.',
    en: 'The station says that the connector has a fault: lock, cable or pins.',
  }),
  '2x:Controller.*': like(InternalError, 'Fel i styrkortet', 'A fault in the controller'),
  '2x:LocalController.*': like(InternalError, 'Fel i den lokala styrningen', 'A fault in the local controller'),
  '2x:RCD.*': like(GroundFailure, 'Jordfelsbrytaren har löst ut', 'The residual-current device has tripped'),
  '2x:RCDRecloser.*': like(GroundFailure, 'Jordfelsbrytarens återinkoppling', 'The RCD recloser'),
  '2x:GroundIsolationProtection.*': like(
    MREC_CAUSES.CX022,
    'Isolationsvakten har löst ut',
    'The ground isolation protection has tripped',
  ),
  '2x:OverCurrentProtection.*': like(
    OverCurrentFailure,
    'Överströmsskyddet har löst ut',
    'The over-current protection has tripped',
  ),
  '2x:OverCurrentBreaker.*': like(OverCurrentFailure, 'Brytaren har löst ut', 'The over-current breaker has tripped'),
  '2x:OverCurrentProtectionRecloser.*': like(
    OverCurrentFailure,
    'Överströmsskyddets återinkoppling',
    'The over-current recloser',
  ),
  '2x:UpstreamProtectionTrigger.*': like(
    OverCurrentFailure,
    'Skyddet före stationen har löst ut',
    'The protection ahead of the station has tripped',
  ),
  '2x:SurgeProtection.*': like(OverVoltage, 'Överspänningsskyddet', 'The surge protection', {
    sv: 'Överspänningsskyddet har löst ut eller är förbrukat, ofta efter åska.',
    en: 'The surge protection has acted or is spent, often after lightning.',
  }),
  '2x:PowerContactor.*': like(PowerSwitchFailure, 'Fel i kontaktorn', 'A contactor fault'),
  '2x:Switch.*': like(PowerSwitchFailure, 'Fel i en brytare', 'A fault in a switch'),
  '2x:AcPhaseSelector.*': like(PowerSwitchFailure, 'Fel i fasväljaren', 'A fault in the phase selector'),
  '2x:EmergencyStopSensor.*': like(MREC_CAUSES.CX008, 'Nödstoppet är intryckt', 'The emergency stop is pressed'),
  '2x:ElectricalFeed.*': like(MREC_CAUSES.CX015, 'Fel i matningen', 'A fault in the supply'),
  '2x:DistributionPanel.*': like(MREC_CAUSES.CX015, 'Fel i elcentralen', 'A fault in the distribution board'),
  '2x:ELVSupply.*': like(InternalError, 'Fel i elektronikens matning', 'A fault in the low-voltage supply'),
  '2x:AcDcConverter.*': like(MREC_CAUSES.CX012, 'Fel i likriktaren', 'A fault in the rectifier', {
    sv: 'Likriktaren levererar inte. Stationen laddar långsammare eller inte alls.',
    en: 'The rectifier does not deliver. The station charges more slowly or not at all.',
  }),
  '2x:LocalEnergyStorage.*': like(SMALL, 'Fel i batterilagret', 'A fault in the energy storage'),
  '2x:FiscalMetering.*': like(PowerMeterFailure, 'Fel i debiteringsmätaren', 'A fault in the billing meter'),
  '2x:ControlMetering.*': like(PowerMeterFailure, 'Fel i kontrollmätaren', 'A fault in the control meter'),
  '2x:TokenReader.*': like(ReaderFailure, 'Fel i kortläsaren', 'A fault in the card reader'),
  '2x:UIInput.*': like(ReaderFailure, 'Fel i knappar eller pekskärm', 'A fault in buttons or touch screen'),
  '2x:Display.*': like(ReaderFailure, 'Fel i skärmen', 'A fault in the display', {
    sv: 'Skärmen fungerar inte. Laddning går att starta med kort eller i appen.',
    en: 'The display does not work. Charging can be started by card or in the app.',
  }),
  '2x:ConnectorPlugRetentionLock.*': like(ConnectorLockFailure, 'Kontaktens lås', 'The plug lock'),
  '2x:EVRetentionLock.*': like(MREC_CAUSES.CX001, 'Låset på bilens sida', 'The lock on the car’s side'),
  '2x:ConnectorHolsterRelease.*': like(ConnectorLockFailure, 'Hållarens lås', 'The holster lock'),
  '2x:ConnectorHolsterSensor.*': like(SMALL, 'Hållarens givare', 'The holster sensor'),
  '2x:ConnectorProtectionRelease.*': like(
    ConnectorLockFailure,
    'Kontaktens skyddslucka',
    'The connector’s protective cover',
  ),
  '2x:CableBreakawaySensor.*': like(MREC_CAUSES.CX026, 'Kabeln är avsliten', 'The cable has been torn off'),
  '2x:CPPWMController.*': like(MREC_CAUSES.CX014, 'Fel i kontrollpiloten', 'A fault in the control pilot'),
  '2x:ISO15118Ctrlr.*': like(
    EVCommunicationError,
    'Fel i samtalet med bilen (ISO 15118)',
    'A fault in the talk with the car (ISO 15118)',
  ),
  '2x:CHAdeMOCtrlr.*': like(
    EVCommunicationError,
    'Fel i samtalet med bilen (CHAdeMO)',
    'A fault in the talk with the car (CHAdeMO)',
  ),
  '2x:ConnectedEV.*': like(MREC_CAUSES.CX010, 'Bilen säger att något är fel', 'The car says that something is wrong'),
  '2x:TemperatureSensor.Problem': like(SMALL, 'Temperaturgivaren är trasig', 'The temperature sensor is broken', {
    sv: 'Givaren själv är trasig: stationen vet inte hur varm den är och kan sluta ladda.',
    en: 'The sensor itself is broken: the station does not know how hot it is and may stop charging.',
  }),
  '2x:TemperatureSensor.*': like(HighTemperature, 'Temperaturgivaren larmar', 'The temperature sensor alarms'),
  '2x:ExternalTemperatureSensor.*': like(SMALL, 'Yttre temperaturgivare', 'The outdoor temperature sensor'),
  '2x:HumiditySensor.*': like(WATER, 'Fukt i stationen', 'Moisture in the station'),
  '2x:FloodSensor.*': WATER,
  '2x:SmokeSensor.*': like(MREC_CAUSES.CX019, 'Rök i stationen', 'Smoke in the station', {
    sv: 'Rökgivaren har löst ut. Ring 112 om det brinner, bryt matningen och håll avstånd.',
    en: 'The smoke sensor has acted. Call 112 if there is fire, switch off the supply and keep away.',
  }),
  '2x:AirCoolingSystem.*': like(COOLING, 'Fel i luftkylningen', 'A fault in the air cooling'),
  '2x:AreaVentilation.*': like(COOLING, 'Fel i ventilationen', 'A fault in the ventilation'),
  '2x:LiquidCoolingSystem.*': {
    ...COOLING,
    title: { sv: 'Fel i vätskekylningen', en: 'A fault in the liquid cooling' },
    reasons: ['coolant-low', 'sensor-wrong', 'power-supply'],
    sources: SOURCES,
  },
  '2x:Heater.*': {
    ...SMALL,
    title: { sv: 'Fel i värmaren', en: 'A fault in the heater' },
    plain: {
      sv: 'Värmaren fungerar inte. I kyla kan stationen sluta ladda.',
      en: 'The heater does not work. In the cold the station may stop charging.',
    },
    reasons: ['cold-weather', 'fuse-blown'],
    sources: SOURCES,
  },
  '2x:TiltSensor.*': FALLEN,
  '2x:ShockSensor.*': FALLEN,
  '2x:CaseAccessSensor.*': DOOR,
  '2x:AccessBarrier.*': like(SMALL, 'Fel i bommen', 'A fault in the barrier'),
  '2x:Actuator.*': like(ConnectorLockFailure, 'Fel i ett ställdon', 'A fault in an actuator'),
  '2x:BayOccupancySensor.*': like(SMALL, 'Platsens givare', 'The bay sensor'),
  '2x:VehicleIdSensor.*': like(SMALL, 'Fordonsläsaren', 'The vehicle-id sensor'),
  '2x:LightSensor.*': like(SMALL, 'Ljusgivaren', 'The light sensor'),
  '2x:BeaconLighting.*': like(SMALL, 'Belysningen', 'The beacon light'),
  '2x:EnvironmentalLighting.*': like(SMALL, 'Belysningen runt stationen', 'The lighting around the station'),
  '2x:ChargingStatusIndicator.*': like(SMALL, 'Statuslampan', 'The status light'),
  '2x:SpacesCountSignage.*': like(SMALL, 'Skylten med lediga platser', 'The sign of free spaces'),
  '2x:DataLink.*': like(RULE_CAUSES.flapping, 'Fel i dataförbindelsen', 'A fault in the data link'),
  '2x:NetworkConfiguration.*': like(
    RULE_CAUSES.flapping,
    'Fel i nätverksinställningen',
    'A fault in the network configuration',
  ),
  '2x:OCPPCommCtrlr.*': like(RULE_CAUSES.flapping, 'Fel i förbindelsen med oss', 'A fault in the connection with us'),
  '2x:RealTimeClock.*': like(RULE_CAUSES['clock-drift'], 'Fel i klockan', 'A fault in the clock'),
  '2x:ClockCtrlr.*': like(RULE_CAUSES['clock-drift'], 'Klockan kan inte ställas', 'The clock cannot be set'),
  '2x:SecurityCtrlr.*': like(RULE_CAUSES['certificate-expiring'], 'Fel i säkerheten', 'A fault in the security'),
  '2x:SmartChargingCtrlr.*': like(
    RULE_CAUSES['stuck-suspended-evse'],
    'Fel i laststyrningen',
    'A fault in smart charging',
  ),
  '2x:LocalAuthListCtrlr.*': like(
    OCPP16_CAUSES.LocalListConflict,
    'Fel i den lokala listan',
    'A fault in the local list',
  ),
  '2x:AuthCtrlr.*': like(RULE_CAUSES['failed-authorisations'], 'Fel i behörigheten', 'A fault in authorisation'),
  '2x:TxCtrlr.*': like(RULE_CAUSES['failed-starts'], 'Fel i laddningarna', 'A fault in the transactions'),
  '2x:DER.*': like(OCPP16_CAUSES.UnderVoltage, 'Elnätet ligger utanför gränserna', 'The grid is out of bounds', {
    sv: 'Stationen märker att elnätets spänning eller frekvens ligger utanför det tillåtna. Stationen själv är hel.',
    en: 'The station notices that the grid’s voltage or frequency is out of bounds. The station itself is sound.',
  }),
} as const satisfies Readonly<Record<string, Cause>>
