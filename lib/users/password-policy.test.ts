import { describe, expect, it } from 'vitest'
import { passwordFault } from './password-policy'

describe('password policy', () => {
  it.each([
    ['kort', 'password-too-short'],
    ['nio-tecke', 'password-too-short'],
    ['x'.repeat(129), 'password-too-long'],
    ['aaaaaaaaaaaa', 'password-too-guessable'],
    ['1234567890', 'password-too-guessable'],
    ['0987654321', 'password-too-guessable'],
    ['abcdefghijkl', 'password-too-guessable'],
    ['Password2026!', 'password-too-guessable'],
    ['lösenord123', 'password-too-guessable'],
    ['anna.berg@example.se', 'password-too-guessable'],
    ['AnnaBerg2026', 'password-too-guessable'],
    ['fyra kablar och en säkring', null],
    ['q7-Ladd-Vakt-2', null],
    ['🔌🔋⚡🚗🔑🧰🧲🔦🪫🛻', null],
  ])('%s → %s', (password, fault) => {
    expect(passwordFault(password, 'anna.berg@example.se')).toBe(fault)
  })
})
