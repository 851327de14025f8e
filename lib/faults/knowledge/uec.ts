import type { Cause } from './cause'
import { MREC_CAUSES } from './mrec'
import { OCPP16_CAUSES } from './ocpp16'
import type { Words } from './words'

const SOURCES = [
  'https://github.com/unified-error-codes/specification/blob/0a42538ab7bb764703e1ca0d62469fc1e5d0078a/docs/index.md',
] as const

const PLC: Cause = {
  title: { sv: 'PLC-länken till bilen', en: 'The power-line link to the car' },
  plain: {
    sv: 'Likströmsladdning börjar med att station och bil hittar varandra över pilotledaren. Det lyckades inte eller bröts.',
    en: 'DC charging begins with station and car finding each other over the pilot wire. That failed or broke off.',
  },
  reasons: ['plug-not-home', 'plc-noise', 'plc-modem', 'car-refuses'],
  remote: ['ask-driver', 'compare-cars', 'get-log', 'soft-reset'],
  isSafety: false,
  driver: 'car',
  sources: SOURCES,
}
const PLC_MODEM: Cause = {
  ...PLC,
  plain: {
    sv: 'Stationens PLC-modem svarar inte som det ska. Då går ingen likströmsladdning att starta.',
    en: 'The station’s PLC modem does not answer as it should. No DC charging can start then.',
  },
  reasons: ['plc-modem', 'inner-communication', 'controller-dead'],
  remote: ['soft-reset', 'hard-reset', 'get-log'],
  driver: 'broken',
}
const PROTOCOL: Cause = {
  title: { sv: 'Samtalet med bilen', en: 'The talk with the car' },
  plain: {
    sv: 'Bil och station tolkade samtalet om laddningen olika. Kommer det med en enda bilmodell ligger det oftast i programvaran.',
    en: 'Car and station read the talk about charging differently. With one model of car only, it is mostly software.',
  },
  reasons: ['protocol-mismatch', 'car-refuses', 'plc-noise', 'firmware-bug'],
  remote: ['ask-driver', 'compare-cars', 'get-log', 'check-firmware'],
  isSafety: false,
  driver: 'car',
  sources: SOURCES,
}
const TRUST: Cause = {
  title: { sv: 'Förtroendet mellan bil och station', en: 'Trust between car and station' },
  plain: {
    sv: 'Bilen och stationen godtog inte varandras certifikat. Laddning med kort eller app fungerar ändå.',
    en: 'Car and station did not accept each other’s certificates. Charging by card or app still works.',
  },
  reasons: ['certificate-expired', 'clock-battery', 'protocol-mismatch'],
  remote: ['renew-certificate', 'compare-cars', 'start-by-app'],
  isSafety: false,
  driver: 'car',
  sources: SOURCES,
}
const TOKEN: Cause = {
  title: { sv: 'Behörigheten', en: 'Authorisation' },
  plain: {
    sv: 'Föraren fick inte ladda: kortet godkändes inte, eller svaret kom för sent.',
    en: 'The driver was not allowed to charge: the card was not accepted, or the answer came too late.',
  },
  reasons: ['card-unknown', 'token-service', 'mobile-coverage', 'reader-dead'],
  remote: ['start-by-app', 'read-settings'],
  isSafety: false,
  driver: 'reader',
  sources: SOURCES,
}

const like = (cause: Cause, sv: string, en: string, plain?: Words): Cause => ({
  ...cause,
  title: { sv, en },
  plain: plain ?? cause.plain,
  sources: SOURCES,
})
const { CX009, CX010, CX014, CX015, CX022, CX023 } = MREC_CAUSES

/** Unified error codes (DIN DKE SPEC 99003), every name of the specification. */
export const UEC_CAUSES = {
  'uec:ProximityPilotFault': like(CX023, 'Närhetssignalen utanför gränserna', 'The proximity signal is out of range'),
  'uec:ProximityPilotNotDetected': like(
    CX023,
    'Ingen närhetssignal fast bilen är ansluten',
    'No proximity signal though a car is connected',
  ),
  'uec:ProximityPilotValueChanged': like(
    CX023,
    'Närhetssignalen ändrades under laddning',
    'The proximity signal changed while plugged in',
  ),
  'uec:ControlPilotFault': like(CX014, 'Kontrollpiloten utanför gränserna', 'The control pilot is out of range'),
  'uec:ControlPilotStateUnexpected': like(
    CX014,
    'Oväntat läge på kontrollpiloten',
    'An unexpected control-pilot state',
  ),
  'uec:ControlPilotStateNotSupported': like(
    CX014,
    'Bilen begär ett läge stationen inte har',
    'The car asks for a state the station has not',
    {
      sv: 'Bilen begärde till exempel ventilation (läge D), som stationen inte har. Stationen är hel.',
      en: 'The car asked for instance for ventilation (state D), which the station has not. The station is sound.',
    },
  ),
  'uec:PLCNotFound': like(PLC_MODEM, 'PLC-modemet hittas inte', 'The PLC modem is not found'),
  'uec:PLCFault': like(PLC_MODEM, 'Fel i PLC-modemet', 'A fault in the PLC modem'),
  'uec:PLCLinkDetectionTimeout': like(PLC, 'PLC-länken kom inte i gång', 'The PLC link did not come up'),
  'uec:PLCLinkLeaveTimeout': like(PLC, 'PLC-länken släpptes inte i tid', 'The PLC link was not left in time'),
  'uec:PLCLinkLost': like(PLC, 'PLC-länken bröts', 'The PLC link was lost'),
  'uec:SLACTimeout': like(
    PLC,
    'Bil och station hittade inte varandra i tid (SLAC)',
    'Car and station did not find each other in time (SLAC)',
  ),
  'uec:SLACSequenceError': like(PLC, 'SLAC i fel ordning', 'SLAC in the wrong order'),
  'uec:SLACParameterInvalid': like(PLC, 'Ogiltigt värde i SLAC', 'An invalid value in SLAC'),
  'uec:SLACParameterNotAllowed': like(PLC, 'Otillåtet värde i SLAC', 'A value that is not allowed in SLAC'),
  'uec:SLACParameterNotSupported': like(PLC, 'Värde i SLAC som inte stöds', 'A value in SLAC that is not supported'),
  'uec:SLACParameterOutOfRange': like(PLC, 'Värde i SLAC utanför gränserna', 'A value in SLAC out of range'),
  'uec:SLACAttenuationHigh': like(PLC, 'För hög dämpning på pilotledaren', 'Too much attenuation on the pilot wire'),
  'uec:V2GTPProtocolVersionInvalid': like(PROTOCOL, 'Fel version i V2GTP', 'A wrong version in V2GTP'),
  'uec:V2GTPInverseProtocolVersionInvalid': like(
    PROTOCOL,
    'Fel kontrollversion i V2GTP',
    'A wrong inverse version in V2GTP',
  ),
  'uec:V2GTPPayloadLengthInvalid': like(PROTOCOL, 'Fel längd i V2GTP', 'A wrong length in V2GTP'),
  'uec:V2GTPPayloadTypeInvalid': like(PROTOCOL, 'Fel innehållstyp i V2GTP', 'A wrong payload type in V2GTP'),
  'uec:SDPPayloadLengthInvalid': like(PROTOCOL, 'Fel längd i SDP', 'A wrong length in SDP'),
  'uec:SDPParameterInvalid': like(PROTOCOL, 'Ogiltigt värde i SDP', 'An invalid value in SDP'),
  'uec:SDPDiscoveryTimeout': like(
    PROTOCOL,
    'Bilen hittade inte stationen i tid (SDP)',
    'The car did not discover the station in time (SDP)',
  ),
  'uec:TLSHandshakeError': like(TRUST, 'TLS-handskakningen misslyckades', 'The TLS handshake failed'),
  'uec:TCPError': like(PROTOCOL, 'Fel i TCP-förbindelsen med bilen', 'An error in the TCP connection with the car'),
  'uec:TCPUnexpectedClose': like(PROTOCOL, 'Bilen bröt TCP-förbindelsen', 'The car closed the TCP connection'),
  'uec:TCPConnectionTimeout': like(
    PROTOCOL,
    'Bilen öppnade ingen förbindelse i tid',
    'The car opened no connection in time',
  ),
  'uec:EXIEncodingError': like(PROTOCOL, 'Fel vid EXI-kodning', 'An EXI encoding error'),
  'uec:EXIDecodingError': like(PROTOCOL, 'Fel vid EXI-avkodning', 'An EXI decoding error'),
  'uec:V2GParameterNotSupported': like(PROTOCOL, 'Inget gemensamt val i V2G', 'No option in common in V2G'),
  'uec:V2GParameterInvalid': like(PROTOCOL, 'Ogiltigt värde i V2G', 'An invalid value in V2G'),
  'uec:V2GParameterNotAllowed': like(PROTOCOL, 'Otillåtet fält i V2G', 'A field that is not allowed in V2G'),
  'uec:V2GParameterOutOfRange': like(PROTOCOL, 'Värde i V2G utanför gränserna', 'A value in V2G out of range'),
  'uec:V2GSequenceError': like(PROTOCOL, 'V2G-meddelanden i fel ordning', 'V2G messages in the wrong order'),
  'uec:V2GTimeout': like(PROTOCOL, 'V2G-svar kom för sent', 'A V2G answer came too late'),
  'uec:V2GPerformanceTime': like(PROTOCOL, 'V2G tog för lång tid', 'V2G took too long'),
  'uec:V2GNoChargeServiceSelected': like(PROTOCOL, 'Bilen valde ingen laddning', 'The car chose no charge service'),
  'uec:V2GServiceSelectionInvalid': like(
    PROTOCOL,
    'Bilen valde en tjänst som inte finns',
    'The car chose a service that was not offered',
  ),
  'uec:V2GPaymentSelectionInvalid': like(
    PROTOCOL,
    'Bilen valde ett betalsätt som inte finns',
    'The car chose a payment that was not offered',
  ),
  'uec:V2GServiceIdInvalid': like(
    PROTOCOL,
    'Bilen frågade om en tjänst som inte finns',
    'The car asked about a service that was not offered',
  ),
  'uec:V2GContractCertificateExpired': like(
    TRUST,
    'Bilens avtalscertifikat har gått ut',
    'The car’s contract certificate has expired',
  ),
  'uec:V2GContractCertificateNotYetValid': like(
    TRUST,
    'Bilens avtalscertifikat gäller inte än',
    'The car’s contract certificate is not yet valid',
  ),
  'uec:CertificateInstallationServerTimeout': like(
    TRUST,
    'Avtalscertifikatet kom inte i tid',
    'The contract certificate did not come in time',
  ),
  'uec:CertificateUpdateServerTimeout': like(
    TRUST,
    'Förnyelsen av certifikatet kom inte i tid',
    'The certificate’s renewal did not come in time',
  ),
  'uec:CertificatePrivateAndPublicMismatch': like(
    TRUST,
    'Certifikat och privat nyckel hör inte ihop',
    'Certificate and private key do not match',
  ),
  'uec:AuthorizationTimeoutServer': like(
    TOKEN,
    'Svar om behörighet kom för sent',
    'The answer on authorisation came too late',
  ),
  'uec:AuthorizationTimeoutUser': like(
    CX009,
    'Föraren hann inte legitimera sig',
    'The driver did not authorise in time',
  ),
  'uec:AuthorizationRejected': like(TOKEN, 'Föraren nekades', 'The driver was refused'),
  'uec:InsulationFault': like(CX022, 'Isolationsfel', 'An insulation fault'),
  'uec:PowerModuleFault': {
    ...OCPP16_CAUSES.InternalError,
    title: { sv: 'Fel i en kraftmodul', en: 'A fault in a power module' },
    plain: {
      sv: 'En kraftmodul levererar inte. Stationen laddar långsammare eller inte alls.',
      en: 'A power module does not deliver. The station charges more slowly or not at all.',
    },
    reasons: ['power-module', 'cooling-blocked', 'inner-communication'],
    gates: ['isolate-supply', 'wait-dc-discharge'],
    sources: SOURCES,
  },
  'uec:ContactorFault': like(OCPP16_CAUSES.PowerSwitchFailure, 'Fel i kontaktorn', 'A contactor fault'),
  'uec:HighTemperature': like(OCPP16_CAUSES.HighTemperature, 'För hög temperatur', 'Temperature too high'),
  'uec:LowTemperature': {
    ...OCPP16_CAUSES.HighTemperature,
    title: { sv: 'För låg temperatur', en: 'Temperature too low' },
    plain: {
      sv: 'Stationen är för kall för att ladda, eller så visar givaren fel.',
      en: 'The station is too cold to charge, or the sensor reads wrong.',
    },
    reasons: ['cold-weather', 'sensor-wrong'],
    remote: ['ask-meter', 'compare-neighbours'],
    sources: SOURCES,
  },
  'uec:PowerLoss': like(CX015, 'Ingen effekt att ge', 'No power to give'),
  'uec:ConnectorLockFailure': like(
    OCPP16_CAUSES.ConnectorLockFailure,
    'Kontaktens lås fungerar inte',
    'The connector lock does not work',
  ),
  'uec:UnderVoltage': like(OCPP16_CAUSES.UnderVoltage, 'För låg spänning', 'Voltage too low'),
  'uec:OverVoltage': like(OCPP16_CAUSES.OverVoltage, 'För hög spänning', 'Voltage too high'),
  'uec:UnderCurrent': like(OCPP16_CAUSES.EVCommunicationError, 'För låg ström', 'Current too low', {
    sv: 'Strömmen föll under vad som var bestämt: bilen drar lite, eller stationen kan inte leverera.',
    en: 'The current fell below what was agreed: the car draws little, or the station cannot deliver.',
  }),
  'uec:OverCurrent': like(OCPP16_CAUSES.OverCurrentFailure, 'För hög ström', 'Too much current'),
  'uec:EVShiftPosition': like(CX010, 'Bilen är inte i P', 'The car is not in Park'),
  'uec:EVRESSMalfunction': like(CX010, 'Fel i bilens batteri', 'A fault in the car’s battery', {
    sv: 'Bilen säger att dess batterisystem har ett fel. Stationen är hel.',
    en: 'The car says that its battery system has a fault. The station is sound.',
  }),
} as const satisfies Readonly<Record<string, Cause>>
