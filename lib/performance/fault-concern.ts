/** Which faults stand behind a figure: opened in the period, closed in it, or with a promise that was settled in it. */
export const FAULT_CONCERNS = ['opened', 'closed', 'promises'] as const
export type FaultConcern = (typeof FAULT_CONCERNS)[number]
