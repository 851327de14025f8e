import type { CommandTable } from '../station-answer'
import { commands201 } from '../v201/commands'

/** Our commands as OCPP 2.1 calls: as in 2.0.1, and what is new. */
export const commands21: CommandTable = {
  ...commands201,
}
