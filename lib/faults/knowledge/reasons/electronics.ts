import type { Reason } from '../reason'

/** What may be wrong with software, identification, communication, settings and trust. */
export const ELECTRONICS_REASONS = {
  'software-hang': {
    check: 'power-cycle',
    parts: [],
    sv: 'Programvaran har låst sig.',
    en: 'The software has hung.',
  },
  'firmware-bug': {
    check: 'update-firmware',
    parts: [],
    sv: 'Känt fel i denna firmware.',
    en: 'A known bug in this firmware.',
  },
  'storage-full': {
    check: 'read-local-log',
    parts: ['controller'],
    sv: 'Minnet är fullt eller slitet.',
    en: 'The memory is full or worn out.',
  },
  'controller-dead': {
    check: 'power-cycle',
    parts: ['controller'],
    sv: 'Styrkortet är trasigt.',
    en: 'The controller board is broken.',
  },
  'inner-communication': {
    check: 'power-cycle',
    parts: ['communication-board', 'controller'],
    sv: 'Stationens delar har tappat kontakten med varandra.',
    en: 'The station’s parts have lost touch with each other.',
  },
  'display-dead': {
    check: 'power-cycle',
    parts: ['display'],
    sv: 'Skärmen är trasig eller har tappat kontakten.',
    en: 'The display is broken or has lost its connection.',
  },
  'clock-battery': {
    check: 'read-local-log',
    parts: ['battery'],
    sv: 'Klockans batteri är slut, eller så ställs klockan inte.',
    en: 'The clock’s battery is flat, or the clock is not being set.',
  },
  'transaction-hangs': {
    check: 'power-cycle',
    parts: [],
    sv: 'En laddning som inte avslutats hindrar omstart och nya laddningar.',
    en: 'A session that was never ended blocks restarts and new sessions.',
  },
  'list-version': {
    check: null,
    parts: [],
    sv: 'Den lokala listans version stämmer inte.',
    en: 'The version of the local list does not match.',
  },
  'reader-dead': {
    check: 'test-reader',
    parts: ['reader'],
    sv: 'Läsaren är trasig, blöt eller har tappat kontakten.',
    en: 'The reader is broken, wet or has lost its connection.',
  },
  'card-unknown': {
    check: 'test-reader',
    parts: [],
    sv: 'Kortet är okänt, spärrat eller läses fel.',
    en: 'The card is unknown, blocked or misread.',
  },
  'token-service': {
    check: null,
    parts: [],
    sv: 'Svaret på frågan om behörighet kommer för sent.',
    en: 'The answer on whether the driver may charge comes too late.',
  },
  'mobile-coverage': {
    check: 'measure-signal',
    parts: ['antenna'],
    sv: 'Svag mobiltäckning, eller en antenn som är skadad eller felplacerad.',
    en: 'Weak mobile coverage, or an antenna that is damaged or badly placed.',
  },
  'sim-or-plan': {
    check: 'measure-signal',
    parts: ['sim'],
    sv: 'SIM-kortet är spärrat, slut på data eller låst till ett nät.',
    en: 'The SIM card is blocked, out of data or tied to one network.',
  },
  'modem-hangs': {
    check: 'power-cycle',
    parts: ['modem'],
    sv: 'Modem eller router har låst sig.',
    en: 'Modem or router has hung.',
  },
  'site-network': {
    check: 'check-network',
    parts: [],
    sv: 'Platsens nätverk: kabel, switch, brandvägg eller adress.',
    en: 'The site’s network: cable, switch, firewall or address.',
  },
  'certificate-expired': {
    check: null,
    parts: [],
    sv: 'Ett certifikat har gått ut eller är inte betrott.',
    en: 'A certificate has expired or is not trusted.',
  },
  'password-wrong': {
    check: null,
    parts: [],
    sv: 'Stationen har fel lösenord eller säkerhetsprofil.',
    en: 'The station has the wrong password or security profile.',
  },
  'setting-wrong': {
    check: 'read-local-log',
    parts: [],
    sv: 'En inställning är fel eller har återställts.',
    en: 'A setting is wrong or has been reset.',
  },
  'file-address': {
    check: null,
    parts: [],
    sv: 'Stationen når inte adressen för filen, eller filen är fel för modellen.',
    en: 'The station cannot reach the file’s address, or the file is wrong for the model.',
  },
  tampering: {
    check: 'check-door',
    parts: [],
    sv: 'Någon har öppnat eller försökt ta sig in i stationen.',
    en: 'Somebody has opened the station or tried to get into it.',
  },
  'gateway-process': {
    check: null,
    parts: [],
    sv: 'Vår egen gateway: minne, disk, databas eller ett fel i programmet. Dess logg säger vilket.',
    en: 'Our own gateway: memory, disk, database or an error in the program. Its log says which.',
  },
  'own-work': {
    check: null,
    parts: [],
    sv: 'Eget arbete på stationen: service, uppdatering, inställning.',
    en: 'Our own work on the station: service, update, setting.',
  },
} as const satisfies Readonly<Record<string, Reason>>
