import { describeImageGoldens, imageCasesOf } from '../support/goldens/imageGoldens.js';

describeImageGoldens(imageCasesOf('papers'));
