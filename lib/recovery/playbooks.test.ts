import { describe, expect, it } from 'vitest'
import { ALL_CAUSES } from '../faults/knowledge/all-causes'
import { playbookFor } from './playbook-for'
import { PLAYBOOKS } from './playbooks'
import { commandOf, STEP_NAMES } from './steps'

const CAUSES = Object.entries(ALL_CAUSES)

describe('playbooks', () => {
  it('take from each cause only what the knowledge base allows', () => {
    for (const [key, { remote }] of CAUSES) {
      const steps = playbookFor(key)?.steps ?? []
      expect(steps.filter((step) => step !== 'ask-status' && !(remote as readonly string[]).includes(step))).toEqual([])
    }
  })

  it.each([
    'GroundFailure',
    'PowerSwitchFailure',
    'OverVoltage',
    'OverCurrentFailure',
    'CX002',
    'CX008',
    'CX017',
    'CX024',
    'boot-loop',
    'firmware-failed',
    'offline',
    'site-down',
    'HighTemperature',
  ])('leave %s alone', (cause) => expect(playbookFor(cause)).toBeNull())

  it('have nothing for any cause that only a person on the spot may clear, nor for security events', () => {
    for (const [key, { isSafety }] of CAUSES)
      if (isSafety || key.startsWith('security:')) expect([key, playbookFor(key)]).toEqual([key, null])
  })

  it.each([
    ['ConnectorLockFailure', 'release', ['ask-status', 'unlock', 'soft-reset']],
    ['InternalError', 'restart', ['ask-status', 'soft-reset', 'hard-reset']],
    ['unavailable', 're-enable', ['ask-status', 'enable', 'soft-reset']],
    ['stuck-suspended-evse', 'resend-limits', ['resend-profile', 'soft-reset']],
    ['LocalListConflict', 'send-list', ['send-local-list']],
    ['ResetFailure', 'restart-hard', ['ask-status', 'hard-reset']],
    ['unknown', 'ask', ['ask-status']],
  ])('mend %s by %s', (cause, name, steps) => expect(playbookFor(cause)).toMatchObject({ name, steps }))

  it('are each of use to some cause', () => {
    const used = new Set(CAUSES.map(([key]) => playbookFor(key)?.name))
    expect(Object.keys(PLAYBOOKS).filter((name) => !used.has(name as keyof typeof PLAYBOOKS))).toEqual([])
  })

  it('consist of commands', () => {
    for (const step of STEP_NAMES) expect(commandOf(step, { evse: 2, connector: 1 }, null)).not.toBeNull()
  })
})
