import { EVIDENCE, type Evidence } from './evidence.js';
export const scoreOf=(e: Evidence)=>EVIDENCE.length*e.area; export const confidenceOf=(s:number)=>s;
