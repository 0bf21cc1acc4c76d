/** The unsigned number that bytes make, the most significant one first. */
export const bigEndian = (bytes: Uint8Array): number => bytes.reduce((number, byte) => number * 256 + byte, 0)

/** The same, the least significant one first. */
export const littleEndian = (bytes: Uint8Array): number => bytes.reduceRight((number, byte) => number * 256 + byte, 0)
