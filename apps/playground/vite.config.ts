import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // The page is made from the packages' sources, so that nothing has to be built before it.
  resolve: { conditions: ['@nano-banana/source', ...defaultClientConditions] },
  build: { outDir: 'dist', target: 'es2023' },
})
