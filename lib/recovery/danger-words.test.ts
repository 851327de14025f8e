import { expect, it } from 'vitest'
import { tellsOfDanger } from './danger-words'

it.each([
  'Emergency stop pressed',
  'EMERGENCY_STOP',
  'Nödstopp intryckt',
  'RCD tripped on outlet',
  'Contactor welded check failed',
  'Jordfelsbrytare utlöst',
  'Over voltage L1',
  'insulation resistance low',
])('%s tells of danger', (text) => expect(tellsOfDanger(null, text)).toBe(true))

it.each([
  '',
  'Power module 3 watchdog',
  'RFID reader does not answer',
  'Energy meter not reachable on Modbus',
  'CP signal lost during charging',
  'Firmware crashed',
  'estopia',
])('"%s" does not', (text) => expect(tellsOfDanger(text, undefined)).toBe(false))
