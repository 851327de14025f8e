import pino from 'pino'

/**
 * The gateway's own log: what an operator of the server needs. Payloads never come here (they are in the message log), so neither
 * do tokens; what could still carry a secret is redacted by name.
 */
export const createLog = (level: string) =>
  pino({
    level,
    base: { process: 'gateway' },
    redact: ['*.password', '*.authorization', 'headers', '*.idTag', '*.token'],
  })

export type Log = ReturnType<typeof createLog>
