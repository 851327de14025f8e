import type { Cause } from './cause'

const SOURCES = ['https://openchargealliance.org/protocols/open-charge-point-protocol/'] as const

const INTRUSION: Cause = {
  title: { sv: 'Intrångsförsök', en: 'Attempted intrusion' },
  plain: {
    sv: 'Något tyder på att någon försökt ta sig in i stationen. Spara loggen innan något ändras.',
    en: 'Something hints that somebody has tried to get into the station. Save the log before anything is changed.',
  },
  reasons: ['tampering', 'own-work'],
  remote: ['get-log', 'ask-host', 'read-settings'],
  steps: ['check-door', 'read-local-log'],
  proof: 'prove-online',
  isSafety: false,
  driver: 'none',
  sources: SOURCES,
}
const CERTIFICATE: Cause = {
  title: { sv: 'Certifikat som inte godtas', en: 'A certificate that is not accepted' },
  plain: {
    sv: 'Ett certifikat gick ut, är felaktigt eller inte betrott. Stationen kan tappa kontakten med oss.',
    en: 'A certificate has expired, is wrong or not trusted. The station may lose touch with us.',
  },
  reasons: ['certificate-expired', 'clock-battery', 'setting-wrong'],
  remote: ['renew-certificate', 'read-settings', 'get-log'],
  proof: 'prove-online',
  isSafety: false,
  driver: 'none',
  sources: SOURCES,
}
const FIRMWARE: Cause = {
  ...CERTIFICATE,
  plain: {
    sv: 'Stationen vägrade en firmware vars underskrift inte stämmer. Skicka den inte igen förrän filen är kontrollerad.',
    en: 'The station refused a firmware whose signature does not match. Do not send it again before the file is checked.',
  },
  reasons: ['file-address', 'certificate-expired', 'tampering'],
  remote: ['check-firmware', 'get-log'],
}

/** The security events that open a fault (security whitepaper for 1.6, OCPP 2.0.1 appendix 2). */
export const SECURITY_CAUSES = {
  'security:TamperDetectionActivated': {
    ...INTRUSION,
    title: { sv: 'Stationen har manipulerats', en: 'The station has been tampered with' },
    plain: {
      sv: 'Stationen märkte att den öppnades. Var det inte vi: någon måste dit och se efter.',
      en: 'The station noticed that it was opened. If that was not us, somebody has to go and look.',
    },
    remote: ['ask-host', 'get-log'],
    driver: 'broken',
  },
  'security:SecurityLogWasCleared': {
    ...INTRUSION,
    title: { sv: 'Säkerhetsloggen har rensats', en: 'The security log was cleared' },
  },
  'security:MemoryExhaustion': {
    ...INTRUSION,
    title: { sv: 'Minnet är fullt', en: 'The memory is full' },
    plain: {
      sv: 'Stationens minne är fullt. Den kan tappa händelser eller hänga sig.',
      en: 'The station’s memory is full. It may lose events or hang.',
    },
    reasons: ['storage-full', 'firmware-bug'],
    remote: ['get-log', 'soft-reset', 'check-firmware'],
  },
  'security:MaintenanceLoginFailed': {
    ...INTRUSION,
    title: { sv: 'Misslyckad serviceinloggning', en: 'A failed maintenance login' },
  },
  'security:InvalidFirmwareSignature': {
    ...FIRMWARE,
    title: { sv: 'Firmware med ogiltig underskrift', en: 'Firmware with an invalid signature' },
  },
  'security:InvalidFirmwareSigningCertificate': {
    ...FIRMWARE,
    title: { sv: 'Firmware underskriven med ogiltigt certifikat', en: 'Firmware signed with an invalid certificate' },
  },
  'security:AttemptedReplayAttacks': {
    ...INTRUSION,
    title: { sv: 'Försök till återuppspelning', en: 'An attempted replay attack' },
  },
  'security:InvalidCentralSystemCertificate': {
    ...CERTIFICATE,
    title: { sv: 'Stationen godtar inte vårt certifikat', en: 'The station does not accept our certificate' },
  },
  'security:InvalidCsmsCertificate': {
    ...CERTIFICATE,
    title: { sv: 'Stationen godtar inte vårt certifikat', en: 'The station does not accept our certificate' },
  },
  'security:InvalidChargePointCertificate': {
    ...CERTIFICATE,
    title: { sv: 'Stationens certifikat är ogiltigt', en: 'The station’s certificate is invalid' },
  },
  'security:InvalidChargingStationCertificate': {
    ...CERTIFICATE,
    title: { sv: 'Stationens certifikat är ogiltigt', en: 'The station’s certificate is invalid' },
  },
} as const satisfies Readonly<Record<string, Cause>>
