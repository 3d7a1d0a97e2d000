import { defaultScheduler } from '@tanstack/react-query'
import './patience.js'
import { shareWorker } from './shareWorker.js'

shareWorker(defaultScheduler)
