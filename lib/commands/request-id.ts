/** OCPP's remoteStartId and requestId are 32-bit; the command's id, folded into that range, names the request. */
export const requestIdOf = (commandId: bigint): number => Number(commandId % 2_147_483_647n)
