import type { Cause } from './cause'
import { ABB } from './vendors/abb'
import { ALFEN } from './vendors/alfen'
import { CHARGE_AMPS } from './vendors/charge-amps'
import { EASEE } from './vendors/easee'
import { GARO } from './vendors/garo'
import { KEBA } from './vendors/keba'
import type { Vendor } from './vendors/vendor'
import { WALLBOX } from './vendors/wallbox'
import { ZAPTEC } from './vendors/zaptec'

/** Makers of whose own codes public sources tell the meaning, each with where it is written. */
export const VENDORS: readonly Vendor[] = [ABB, ALFEN, CHARGE_AMPS, EASEE, GARO, KEBA, WALLBOX, ZAPTEC]

/** Every maker's code by its cause key, "abb:0x0002". */
export const VENDOR_CAUSES: Readonly<Record<string, Cause>> = Object.fromEntries(
  VENDORS.flatMap(({ key, codes }) => Object.entries(codes).map(([code, cause]) => [`${key}:${code}`, cause])),
)

/** @param name as the station says it at boot, or a status's `vendorId` */
export const vendorOf = (name: string | null | undefined): Vendor | null =>
  VENDORS.find(({ says }) => says.test(name?.trim() ?? '')) ?? null
