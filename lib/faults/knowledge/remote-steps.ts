import type { CommandType } from '../../commands/command'
import type { Words } from './words'

export interface RemoteStep extends Words {
  /** The command that does it; null: somebody looks, asks or decides. */
  readonly command: CommandType | null
}

/** What can be done from the desk, before anybody drives. Playbooks take their commands from here too. */
export const REMOTE_STEPS = {
  unlock: {
    command: 'unlock',
    sv: 'Lås upp kontakten. Be föraren trycka in kontakten helt och sedan dra.',
    en: 'Unlock the connector. Ask the driver to push the plug fully in, then pull.',
  },
  'soft-reset': {
    command: 'reset',
    sv: 'Starta om mjukt när ingen laddar.',
    en: 'Soft reset when nobody is charging.',
  },
  'hard-reset': {
    command: 'reset',
    sv: 'Starta om hårt om den mjuka omstarten inte hjälpte och ingen laddar.',
    en: 'Hard reset if the soft one did not help and nobody is charging.',
  },
  'ask-status': {
    command: 'trigger',
    sv: 'Be stationen skicka sin status på nytt: felet kan vara borta.',
    en: 'Ask the station to send its status again: the fault may be over.',
  },
  'ask-meter': {
    command: 'trigger',
    sv: 'Be om nya mätvärden och jämför dem med de senaste.',
    en: 'Ask for fresh meter values and compare them with the last ones.',
  },
  disable: {
    command: 'change-availability',
    sv: 'Ta uttaget ur drift så att ingen ansluter sig.',
    en: 'Take the connector out of service so that nobody plugs in.',
  },
  enable: {
    command: 'change-availability',
    sv: 'Sätt uttaget i drift igen.',
    en: 'Put the connector back in service.',
  },
  'lower-limit': {
    command: 'set-charging-profile',
    sv: 'Sänk strömgränsen och se om felet försvinner.',
    en: 'Lower the current limit and see whether the fault goes away.',
  },
  'resend-profile': {
    command: 'set-charging-profile',
    sv: 'Skicka laddningsgränsen på nytt, eller ta bort den.',
    en: 'Send the charging limit again, or clear it.',
  },
  'send-local-list': {
    command: 'send-local-list',
    sv: 'Skicka hela den lokala listan på nytt.',
    en: 'Send the whole local list again.',
  },
  'get-log': {
    command: 'get-log',
    sv: 'Hämta stationens logg innan den startas om.',
    en: 'Fetch the station’s log before it is restarted.',
  },
  'read-settings': {
    command: 'get-configuration',
    sv: 'Läs inställningarna och jämför med en station som fungerar.',
    en: 'Read the settings and compare them with a station that works.',
  },
  'check-firmware': {
    command: null,
    sv: 'Se efter om det finns en nyare firmware som rättar felet.',
    en: 'See whether a newer firmware mends the fault.',
  },
  'compare-cars': {
    command: null,
    sv: 'Se efter om felet kommer med en enda bil eller med alla.',
    en: 'See whether the fault comes with one car only or with all.',
  },
  'compare-neighbours': {
    command: null,
    sv: 'Jämför med de andra stationerna på platsen: har alla samma fel ligger det före stationen.',
    en: 'Compare with the other stations on the site: if all have it, the fault lies ahead of the station.',
  },
  'ask-grid-owner': {
    command: null,
    sv: 'Kontrollera nätägarens avbrottskarta.',
    en: 'Check the grid owner’s outage map.',
  },
  'ask-operator-network': {
    command: null,
    sv: 'Kontrollera SIM-kortet och driftläget hos mobiloperatören.',
    en: 'Check the SIM card and the mobile operator’s service status.',
  },
  'ask-driver': {
    command: null,
    sv: 'Be föraren dra ur kontakten, vänta en minut och ansluta igen.',
    en: 'Ask the driver to unplug, wait a minute and plug in again.',
  },
  'ask-host': {
    command: null,
    sv: 'Be någon på platsen att titta: skador, öppna luckor, nödstopp, kvarlämnad kabel.',
    en: 'Ask somebody on the site to look: damage, open doors, emergency stop, a cable left behind.',
  },
  'start-by-app': {
    command: 'start',
    sv: 'Starta laddningen på distans medan läsaren är trasig.',
    en: 'Start the charging remotely while the reader is broken.',
  },
  'stop-session': {
    command: 'stop',
    sv: 'Avsluta den hängande laddningen.',
    en: 'Stop the hanging session.',
  },
  'hold-invoices': {
    command: null,
    sv: 'Granska uttagets laddningar innan de faktureras.',
    en: 'Review the connector’s sessions before they are invoiced.',
  },
  'renew-certificate': {
    command: null,
    sv: 'Be stationen om en ny certifikatbegäran och skicka det nya certifikatet.',
    en: 'Ask the station for a new certificate request and send the new certificate.',
  },
  'read-gateway-log': {
    command: null,
    sv: 'Läs gatewayens logg och se hur mycket minne, disk och databas som finns kvar.',
    en: 'Read the gateway’s log, and see how much memory, disk and database are left.',
  },
  'credit-and-invoice-anew': {
    command: null,
    sv: 'Öppna sessionen och se vad som ändrats. Kreditera den och fakturera den på nytt, så stämmer den igen.',
    en: 'Open the session and see what has changed. Credit it and invoice it anew, and it agrees again.',
  },
  'no-remote': {
    command: null,
    sv: 'Gör inget mer på distans. Någon måste dit.',
    en: 'Do nothing more remotely. Somebody has to go there.',
  },
} as const satisfies Readonly<Record<string, RemoteStep>>

export type RemoteStepKey = keyof typeof REMOTE_STEPS
