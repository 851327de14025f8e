import type { Words } from './words'

/** What a technician may have to bring. Keys are kept with the work done: rename none. */
export const PARTS = {
  antenna: { sv: 'Antenn', en: 'Antenna' },
  battery: { sv: 'Backupbatteri', en: 'Back-up battery' },
  cable: { sv: 'Laddkabel med kontakt', en: 'Charging cable with connector' },
  'cable-gland': { sv: 'Tätningar och kabelgenomföringar', en: 'Seals and cable glands' },
  'communication-board': { sv: 'Kommunikationskort eller PLC-modem', en: 'Communication board or PLC modem' },
  contactor: { sv: 'Kontaktor', en: 'Contactor' },
  controller: { sv: 'Styrkort', en: 'Controller board' },
  'dc-monitor': { sv: '6 mA-likströmsvakt', en: '6 mA DC residual-current monitor' },
  display: { sv: 'Skärm', en: 'Display' },
  'emergency-stop': { sv: 'Nödstoppsknapp', en: 'Emergency-stop button' },
  fan: { sv: 'Fläkt', en: 'Fan' },
  filter: { sv: 'Luftfilter', en: 'Air filter' },
  fuse: { sv: 'Säkring eller automatsäkring', en: 'Fuse or circuit breaker' },
  'insulation-monitor': { sv: 'Isolationsvakt', en: 'Insulation monitoring device' },
  'lock-motor': { sv: 'Låsmotor (ställdon) med ändlägesgivare', en: 'Lock actuator with position switch' },
  meter: { sv: 'Energimätare (plomberas om)', en: 'Energy meter (to be resealed)' },
  modem: { sv: 'Modem eller router', en: 'Modem or router' },
  'power-module': { sv: 'Kraftmodul (likriktare)', en: 'Power module (rectifier)' },
  'power-supply': { sv: 'Nätaggregat till elektroniken', en: 'Power supply of the electronics' },
  rcd: { sv: 'Jordfelsbrytare', en: 'Residual-current device (RCD)' },
  reader: { sv: 'RFID-läsare', en: 'RFID reader' },
  sim: { sv: 'SIM-kort', en: 'SIM card' },
  socket: { sv: 'Uttag (typ 2)', en: 'Socket (type 2)' },
  'surge-protection': { sv: 'Överspänningsskydd', en: 'Surge protection' },
  'temperature-sensor': { sv: 'Temperaturgivare', en: 'Temperature sensor' },
  terminals: { sv: 'Kopplingsplintar och kabelskor', en: 'Terminals and cable lugs' },
} as const satisfies Readonly<Record<string, Words>>

export type PartKey = keyof typeof PARTS
