import { defaultScheduler } from '@tanstack/react-query'
import { shareWorker } from './shareWorker.js'

shareWorker(defaultScheduler)
