import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

/** The version of an installed package, as its own package.json says. */
export function installedVersion(name: string): string {
  const path = findPackageJSON(name, import.meta.url)
  const manifest: unknown = path && JSON.parse(readFileSync(path, 'utf8'))
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  if (!isManifest) throw new Error(`${name} is not installed`)
  return String(manifest.version)
}
