import { db } from '../../db/client'

/** 1.6 CertificateSignedMaxChainSize, 2.x SecurityCtrlr.MaxCertificateChainSize: characters of PEM. */
const KEYS = ['CertificateSignedMaxChainSize', 'MaxCertificateChainSize']

export async function readMaxChainSize(
  stationId: bigint,
): Promise<{ readonly maxChainSize: number | null; readonly serialNumber: string | null }> {
  const [told, state] = await Promise.all([
    db().configurationValue.findFirst({ where: { stationId, key: { in: KEYS } }, select: { value: true } }),
    db().stationState.findUnique({ where: { stationId }, select: { serialNumber: true } }),
  ])
  const size = Number.parseInt(told?.value ?? '', 10)
  return { maxChainSize: size > 0 ? size : null, serialNumber: state?.serialNumber ?? null }
}
